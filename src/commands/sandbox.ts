import { relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { GHOST_RELEASES } from '../sandbox/ghost-versions.ts'
import { locateCache } from '../sandbox/locate-cache.ts'
import { readSandbox } from '../sandbox/read-sandbox.ts'
import { renderSandboxJson, renderSandboxSites } from '../sandbox/render-sandbox-sites.ts'
import { resetSandbox } from '../sandbox/reset-sandbox.ts'
import type { SandboxSite } from '../sandbox/sandbox-site.ts'
import { type StartOptions as SandboxStartOptions, startSandbox } from '../sandbox/start-sandbox.ts'
import { stopSandbox } from '../sandbox/stop-sandbox.ts'
import { writeSandboxEnv } from '../sandbox/write-sandbox-env.ts'
import { askConsent } from './ask-consent.ts'
import type { CommandIo } from './command-io.ts'
import { locateSandbox } from './locate-sandbox.ts'
import { showSandboxProgress } from './show-sandbox-progress.ts'

interface StartOptions {
  readonly ghost?: string
  readonly writeEnv?: string
}

interface ResetOptions extends StartOptions {
  readonly yes?: boolean
}

/** What `sandbox start` starts when no names are given. */
const DEFAULT_NAMES = ['main', 'notes']

export function registerSandboxCommand(program: Command, io: CommandIo): void {
  const sandbox = program
    .command('sandbox')
    .summary('real Ghost sites on this machine, to try everything on')
    .description(
      'Runs real Ghost sites on this machine, reachable from it only, with an owner and API keys ready. Ghost is installed once (some 4 minutes, 700 MB) into a cache that all projects share; GHOST_SYNC_CACHE names another folder for it.',
    )
    .addHelpText('after', EXAMPLES)
  const versions = `5 (${GHOST_RELEASES['5'].version}), 6 (${GHOST_RELEASES['6'].version}) or an exact version`
  sandbox
    .command('start')
    .description('Starts sites and makes those that do not exist yet. Sites that run already are kept.')
    .argument('[names...]', `names of the sites (default: ${DEFAULT_NAMES.join(' ')})`)
    .option('--ghost <version>', `${versions} (default for new sites: 5, or 6 where 5 does not run)`)
    .option('--write-env <file>', 'write URLs and keys into this env file; its other lines stay')
    .option('-v, --verbose', 'show the causes of errors: all that npm and the compiler said')
    .action((names: string[], options: StartOptions) => runStart(io, names, options))
  sandbox
    .command('stop')
    .description('Stops sites; their posts, keys and URLs stay for the next start.')
    .argument('[names...]', 'names of the sites (default: all)')
    .action((names: string[]) => runStop(io, names))
  sandbox
    .command('status')
    .description('Shows the sites, whether they run, and how to log in.')
    .option('--json', 'print it as JSON')
    .action((options: { json?: boolean }) => runStatus(io, options.json === true))
  sandbox
    .command('reset')
    .description('Throws away everything in the sites and starts them fresh: same URL and login, new keys.')
    .argument('[names...]', 'names of the sites (default: all)')
    .option('-y, --yes', 'do not ask')
    .option('--ghost <version>', `come back as this Ghost: ${versions}`)
    .option('--write-env <file>', 'write the new keys into this env file; its other lines stay')
    .option('-v, --verbose', 'show the causes of errors: all that npm and the compiler said')
    .action((names: string[], options: ResetOptions) => runReset(io, names, options))
}

const EXAMPLES = `
Examples:
  $ ghost-sync sandbox start --write-env .env   two sites, main and notes, and their keys in .env
  $ ghost-sync sandbox start docs --ghost 6     one more, on Ghost 6
  $ ghost-sync sandbox status
  $ ghost-sync sandbox reset main --yes
  $ ghost-sync sandbox stop`

function runStart(io: CommandIo, names: readonly string[], options: StartOptions): Promise<void> {
  return bringUp(io, names.length === 0 ? DEFAULT_NAMES : names, options, startSandbox)
}

async function runReset(io: CommandIo, names: readonly string[], options: ResetOptions): Promise<void> {
  const { sites, unfinished } = await readSandbox(locateSandbox(io.cwd))
  const present = [...sites.map(({ name }) => name), ...unfinished]
  const chosen = names.length === 0 ? present : names
  const unknown = chosen.filter((name) => !present.includes(name))
  if (unknown.length > 0) {
    throw new GhostSyncFailure(
      'sandbox/no-such-site',
      `There is no sandbox site ${unknown.join(', ')}.`,
      EXIT_CODE.usage,
      {
        hint: present.length === 0 ? 'Make sites with `ghost-sync sandbox start`.' : `There is: ${present.join(', ')}.`,
      },
    )
  }
  if (chosen.length === 0) return io.stderr(NO_SITES)
  if (options.yes !== true) {
    const asked = io.isTTY && io.stdin !== undefined
    if (!asked || !(await askConsent(io, `Throw away everything in ${chosen.join(', ')}?`))) {
      throw new GhostSyncFailure('sandbox/not-confirmed', 'Nothing was reset.', EXIT_CODE.refused, {
        hint: `\`--yes\` confirms that everything in ${chosen.join(', ')} may be thrown away.`,
      })
    }
  }
  await bringUp(io, chosen, options, resetSandbox)
}

async function bringUp(
  io: CommandIo,
  names: readonly string[],
  { ghost, writeEnv }: StartOptions,
  work: (options: SandboxStartOptions) => Promise<SandboxSite[]>,
): Promise<void> {
  const { tell, stop } = showSandboxProgress(io)
  const home = locateSandbox(io.cwd)
  let sites: SandboxSite[]
  try {
    sites = await work({
      names,
      ghost,
      home,
      cacheDir: locateCache(io.env),
      env: io.env,
      onProgress: tell,
      signal: io.signal,
    })
  } catch (cause) {
    if (io.signal?.aborted !== true) throw cause
    throw new GhostSyncFailure('sandbox/interrupted', 'Stopped before the sites were ready.', EXIT_CODE.interrupted, {
      hint: 'Run the same command again; it finishes what was begun.',
      cause,
    })
  } finally {
    stop()
  }
  io.stdout(renderSandboxSites({ sites, unfinished: [] }))
  if (writeEnv === undefined)
    return io.stderr(`Their keys: \`ghost-sync sandbox start ${names.join(' ')} --write-env .env\`\n`)
  const file = resolve(io.cwd, writeEnv)
  await writeSandboxEnv(file, sites)
  io.stderr(`URLs and keys are in ${relative(io.cwd, file)}\n`)
}

async function runStop(io: CommandIo, names: readonly string[]): Promise<void> {
  const { tell, stop } = showSandboxProgress(io)
  const stopped = await stopSandbox({
    ...(names.length > 0 && { names }),
    home: locateSandbox(io.cwd),
    onProgress: tell,
  })
  stop()
  if (stopped.length === 0) io.stderr('No sandbox site was running.\n')
}

async function runStatus(io: CommandIo, json: boolean): Promise<void> {
  const reading = await readSandbox(locateSandbox(io.cwd))
  if (json) return io.stdout(renderSandboxJson(reading))
  if (reading.sites.length + reading.unfinished.length === 0) return io.stderr(NO_SITES)
  io.stdout(renderSandboxSites(reading))
}

const NO_SITES = 'There are no sandbox sites here yet. `ghost-sync sandbox start` makes some.\n'
