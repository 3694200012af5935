import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { registerCheckCommand } from './check/check-command.ts'
import { registerCompletionCommand } from './completion/completion-command.ts'
import { registerDoctorCommand } from './doctor/doctor-command.ts'
import { registerInitCommand } from './init/init-command.ts'
import { registerListCommand } from './list/list-command.ts'
import { registerNewCommand } from './new/new-command.ts'
import { registerOpenCommand } from './open/open-command.ts'
import type { CommandIo } from './output/command-io.ts'
import { registerPlanCommand } from './plan/plan-command.ts'
import { registerPreviewCommand } from './preview/preview-command.ts'
import { registerPullCommand } from './pull/pull-command.ts'
import { registerPushCommand } from './push/push-command.ts'
import { registerRenderCommand } from './render/render-command.ts'
import { registerRestoreCommand } from './restore/restore-command.ts'
import { registerSandboxCommand } from './sandbox/sandbox-command.ts'
import { registerSchemaCommand } from './schema/schema-command.ts'
import { registerSitesCommand } from './sites/sites-command.ts'
import { registerWatchCommand } from './watch/watch-command.ts'

/** Builds every command. `--help`, docs/cli.md and the tests all read this definition. */
export function buildProgram(io: CommandIo): Command {
  const program = new Command('ghost-sync')
    .description(
      'Publishes a git repository of Markdown to Ghost, without losing what an editor changed in Ghost Admin.',
    )
    .version(readVersion(), '-V, --version')
    // Only declared here: `run-cli` reads the flag from the arguments, because colours are settled before any command is known.
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

/** Renders docs/cli.md from the same definitions that `--help` prints. */
export function renderCliDocs(): string {
  const program = buildProgram(NOWHERE)
  const commands = program.commands.flatMap((command) =>
    command.commands.length > 0 ? [...command.commands] : [command],
  )
  return [
    '# Command line',
    '',
    'Generated from the code by `npm run docs`. Exit codes: [how-it-works.md](how-it-works.md#exit-codes).',
    '',
    ...renderHelp(program, 'ghost-sync'),
    ...commands.flatMap((command) => renderHelp(command, nameOf(command))),
  ].join('\n')
}

function renderHelp(command: Command, name: string): string[] {
  const written: string[] = []
  command.configureOutput({ writeOut: (text) => written.push(text), getOutHelpWidth: () => 110 })
  command.outputHelp()
  return [`## ${name}`, '', '```text', written.join('').trimEnd(), '```', '']
}

function nameOf(command: Command): string {
  const names: string[] = []
  for (let at: Command | null = command; at !== null; at = at.parent) names.unshift(at.name())
  return names.join(' ')
}

/** Stands in for a process while the program is built for its help: it reads and prints nothing. */
const NOWHERE: CommandIo = {
  stdout: () => {},
  data: () => {},
  stderr: () => {},
  addSecret: () => {},
  redact: (text) => text,
  cwd: '/',
  env: {},
  isTTY: false,
  colour: false,
  exit: () => {},
  now: () => new Date(0),
}
