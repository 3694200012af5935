import type { Command } from 'commander'
import { buildProgram } from './build-program.ts'
import type { CommandIo } from './command-io.ts'

/** docs/cli.md, from the same definitions that `--help` prints. */
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

/** Help touches nothing of the process. */
const NOWHERE: CommandIo = {
  stdout: () => {},
  data: () => {},
  stderr: () => {},
  holdBack: () => {},
  conceal: (text) => text,
  cwd: '/',
  env: {},
  isTTY: false,
  colour: false,
  exit: () => {},
  now: () => new Date(0),
}
