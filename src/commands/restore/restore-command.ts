import type { Command } from 'commander'
import { addProjectOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import type { RestoreOptions } from './run-restore.ts'

export function registerRestoreCommand(program: Command, io: CommandIo): void {
  const command = program
    .command('restore')
    .summary('bring back what a push deleted or overwrote')
    .description(
      'Brings back posts that `push` kept before it deleted or overwrote them; without an argument, lists them and says where they lie. It shows what it will do and asks; where nobody can be asked, it needs --yes. GHOST_SYNC_DATA names another folder for them.',
    )
    .argument('[backup]', 'a listed name, `latest`, a folder or a file')
  addProjectOptions(command)
    .option('--backup <dir>', 'the folder that `push --backup` was given')
    .option('--dry-run', 'only say what would be written')
    .option('--json', 'print the list, or what was done, as JSON')
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', EXAMPLES)
    .action(async (backup: string | undefined, options: RestoreOptions) =>
      (await import('./run-restore.ts')).runRestore(io, backup, options),
    )
}

const EXAMPLES = `
Examples:
  $ ghost-sync restore                       what there is
  $ ghost-sync restore latest --dry-run      what would come back of the last push
  $ ghost-sync restore 2026-11-24T03-05-12Z   one of the list
  $ ghost-sync restore ghost-backup/2026-11-24T03-05-12Z/main/post-hello-6b04fca3a4eb412cc90c8eb8.json`
