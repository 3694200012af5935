import type { Command } from 'commander'
import { addProjectOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import type { CleanOptions } from './run-preview-clean.ts'

export function registerPreviewCommand(program: Command, io: CommandIo): void {
  const preview = program
    .command('preview')
    .summary('tidy up the drafts that push --preview made')
    .description('Drafts that `push --preview NAME` made, for a pull request for instance.')
    .addHelpText('after', EXAMPLES)
  const clean = preview
    .command('clean')
    .summary('remove the drafts of a preview')
    .description(
      'Removes the drafts of a preview: those that carry its tag and its project, are still drafts, and that nobody edited in Ghost. Real posts are never among them.',
    )
    .argument('<name>', 'the name that `push --preview` was given')
  addProjectOptions(clean)
    .option('--force', 'also drafts that somebody edited in Ghost')
    .option(
      '--backup <dir>',
      'keep what is deleted in this folder (default: a folder of your own, see `ghost-sync restore`)',
    )
    .option('--no-backup', 'keep nothing of it')
    .option('--json', 'print what was done as JSON')
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, options: CleanOptions) =>
      (await import('./run-preview-clean.ts')).runPreviewClean(io, name, options),
    )
}

const EXAMPLES = `
Examples:
  $ ghost-sync push --preview pr-12 --changed origin/main   drafts of what a branch changes, with their links
  $ ghost-sync preview clean pr-12 --yes                    when the pull request is closed`
