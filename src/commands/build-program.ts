import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { registerCheckCommand } from './check.ts'
import type { CommandIo } from './command-io.ts'
import { registerCompletionCommand } from './completion.ts'
import { registerDoctorCommand } from './doctor.ts'
import { registerInitCommand } from './init.ts'
import { registerListCommand } from './list.ts'
import { registerNewCommand } from './new.ts'
import { registerOpenCommand } from './open.ts'
import { registerPlanCommand } from './plan.ts'
import { registerPreviewCommand } from './preview.ts'
import { registerPullCommand } from './pull.ts'
import { registerPushCommand } from './push.ts'
import { registerRenderCommand } from './render.ts'
import { registerRestoreCommand } from './restore.ts'
import { registerSandboxCommand } from './sandbox.ts'
import { registerSchemaCommand } from './schema.ts'
import { registerSitesCommand } from './sites.ts'
import { registerWatchCommand } from './watch.ts'

/** Every command, as `--help`, the docs and the tests see them. */
export function buildProgram(io: CommandIo): Command {
  const program = new Command('ghost-sync')
    .description(
      'Publishes a git repository of Markdown to Ghost, without losing what an editor changed in Ghost Admin.',
    )
    .version(readVersion(), '-V, --version')
    // Read in run-cli, from the arguments: colours are settled before any command is known.
    .option('--no-color', 'print without colours, as NO_COLOR=1 does; before or after any command')
    .showHelpAfterError('Run with --help for the options.')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeOut: io.stdout, writeErr: io.stderr })
    .addHelpText('after', EXAMPLES)
  registerInitCommand(program, io)
  registerNewCommand(program, io)
  registerCheckCommand(program, io)
  registerRenderCommand(program, io)
  registerPlanCommand(program, io)
  registerPushCommand(program, io)
  registerPreviewCommand(program, io)
  registerPullCommand(program, io)
  registerRestoreCommand(program, io)
  registerListCommand(program, io)
  registerOpenCommand(program, io)
  registerWatchCommand(program, io)
  registerSitesCommand(program, io)
  registerDoctorCommand(program, io)
  registerSandboxCommand(program, io)
  registerSchemaCommand(program, io)
  registerCompletionCommand(program, io)
  return program
}

const EXAMPLES = `
Examples:
  $ ghost-sync init              set up this folder
  $ ghost-sync sandbox start     two local Ghost sites to try everything on
  $ ghost-sync doctor            is everything set up?
  $ ghost-sync check             is anything wrong with the files?
  $ ghost-sync plan              what would a push change?
  $ ghost-sync push              make every site match the files

Exit codes: 0 done, 2 usage or config, 3 content problems, 4 conflicts, 5 failed, 6 refused, 130 stopped (docs/how-it-works.md)`

function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const { version } = JSON.parse(text) as { version: string }
  return version
}
