import type { Command } from 'commander'
import { GHOST_RELEASES } from '../../sandbox/ghost-versions.ts'
import type { CommandIo } from '../output/command-io.ts'
import type { ResetOptions, SandboxStartFlags } from './run-sandbox.ts'

/** The sites that `sandbox start` starts when no names are given. */
const DEFAULT_NAMES = ['main', 'notes']

export function registerSandboxCommand(program: Command, io: CommandIo): void {
  const sandbox = program
    .command('sandbox')
    .summary('real Ghost sites on this machine, to try everything on')
    .description(
      'Runs real Ghost sites on this machine, reachable from it only, with an owner and API keys ready. Ghost is installed once (some 4 minutes, 700 MB) into a cache that all projects share; GHOST_SYNC_CACHE names another folder for it. The sites lie in a folder of your own, one sandbox for each folder of a project; GHOST_SYNC_DATA names another.',
    )
    .addHelpText('after', EXAMPLES)
  const majors = Object.entries(GHOST_RELEASES).map(([major, { version }]) => `${major} (${version})`)
  const versions = `${majors.join(', ')} or an exact version`
  sandbox
    .command('start')
    .description('Starts sites and makes those that do not exist yet. Sites that run already are kept.')
    .argument('[names...]', `names of the sites (default: ${DEFAULT_NAMES.join(' ')})`)
    .option(
      '--ghost <version>',
      `${versions}; a Node that it needs is fetched (default for new sites: 5, or 6 where the running Node fits only that)`,
    )
    .option('--write-env <file>', 'write URLs and keys into this env file; its other lines stay')
    .option('-v, --verbose', 'show the causes of errors: all that npm and the compiler said')
    .addHelpText('after', START_EXAMPLES)
    .action(async (names: string[], options: SandboxStartFlags) =>
      (await import('./run-sandbox.ts')).runStart(io, names.length === 0 ? DEFAULT_NAMES : names, options),
    )
  sandbox
    .command('stop')
    .description('Stops sites; their posts, keys and URLs stay for the next start.')
    .argument('[names...]', 'names of the sites (default: all)')
    .addHelpText('after', STOP_EXAMPLES)
    .action(async (names: string[]) => (await import('./run-sandbox.ts')).runStop(io, names))
  sandbox
    .command('status')
    .description('Shows the sites, whether they run, and how to log in.')
    .option('--json', 'print it as JSON')
    .addHelpText('after', STATUS_EXAMPLES)
    .action(async (options: { json?: boolean }) =>
      (await import('./run-sandbox.ts')).runStatus(io, options.json === true),
    )
  sandbox
    .command('reset')
    .description('Throws away everything in the sites and starts them fresh: same URL and login, new keys.')
    .argument('[names...]', 'names of the sites (default: all)')
    .option('-y, --yes', 'do not ask')
    .option('--ghost <version>', `come back as this Ghost: ${versions}`)
    .option('--write-env <file>', 'write the new keys into this env file; its other lines stay')
    .option('-v, --verbose', 'show the causes of errors: all that npm and the compiler said')
    .addHelpText('after', RESET_EXAMPLES)
    .action(async (names: string[], options: ResetOptions) =>
      (await import('./run-sandbox.ts')).runReset(io, names, options),
    )
}

const EXAMPLES = `
Examples:
  $ ghost-sync sandbox start --write-env .env   two sites, main and notes, and their keys in .env
  $ ghost-sync sandbox start old --ghost 4      one more, on Ghost 4
  $ ghost-sync sandbox status
  $ ghost-sync sandbox reset main --yes
  $ ghost-sync sandbox stop`

const START_EXAMPLES = `
Examples:
  $ ghost-sync sandbox start                    two sites, main and notes
  $ ghost-sync sandbox start --write-env .env   the same, and their keys in .env
  $ ghost-sync sandbox start docs --ghost 6     one more, on Ghost 6`

const STOP_EXAMPLES = `
Examples:
  $ ghost-sync sandbox stop         all of them
  $ ghost-sync sandbox stop notes   this one`

const STATUS_EXAMPLES = `
Examples:
  $ ghost-sync sandbox status          where they are, and how to log in
  $ ghost-sync sandbox status --json   the same for scripts`

const RESET_EXAMPLES = `
Examples:
  $ ghost-sync sandbox reset                                    all of them, once you have said yes
  $ ghost-sync sandbox reset main --yes --write-env .env        this one; its new keys in .env
  $ ghost-sync sandbox reset docs --ghost 6                     as another Ghost`
