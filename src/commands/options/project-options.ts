import type { Command } from 'commander'
import type { ProjectChoice } from '../../sync/load-project.ts'

/** Options of every command that works on a project. */
export interface ProjectOptions extends ProjectChoice {
  readonly verbose?: boolean
}

export function addProjectOptions(command: Command): Command {
  return command
    .option('-c, --config <file>', 'config file (default: ghost-sync.config.* here or in a folder above)')
    .option('--env-file <file>', 'file with the keys, instead of the .env beside the config')
    .option('-s, --site <name>', 'only this site; may be given again', collectNames)
    .option('-v, --verbose', 'show every request, unchanged posts, every problem and the causes of errors')
}

/** Collects the values of an option that may be given several times, or once with commas. */
export function collectNames(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, ...value.split(',').map((name) => name.trim())]
}

/** Options of the commands that work on a project's files and ask no site anything. */
export function addOfflineOptions(command: Command): Command {
  return command
    .option('-c, --config <file>', 'config file (default: ghost-sync.config.* here or in a folder above)')
    .option('--env-file <file>', 'file with variables that the config reads, instead of the .env beside it')
    .option('-s, --site <name>', 'only as this site shows them; may be given again', collectNames)
    .option('-v, --verbose', 'list every problem, and show the causes of errors')
}

export function addChangedOption(command: Command): Command {
  return command.option(
    '--changed [ref]',
    'only files changed since HEAD branched off this commit, and what depends on them; removes nothing (default: in CI as the event says, else the default branch)',
  )
}
