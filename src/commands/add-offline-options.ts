import type { Command } from 'commander'
import { collectNames } from './add-project-options.ts'

/** Options of the commands that work on a project's files and ask no site anything. */
export function addOfflineOptions(command: Command): Command {
  return command
    .option('-c, --config <file>', 'config file (default: ghost-sync.config.* here or in a folder above)')
    .option('--env-file <file>', 'file with variables that the config reads, instead of the .env beside it')
    .option('-s, --site <name>', 'only as this site shows them; may be given again', collectNames)
    .option('-v, --verbose', 'show the causes of errors')
}
