import type { Command } from 'commander'
import { addProjectOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import type { PullCommandOptions } from './run-pull.ts'

export function registerPullCommand(program: Command, io: CommandIo): void {
  const command = program
    .command('pull')
    .summary('bring what a site has into the files')
    .description(
      'Writes into the files what was changed in Ghost since the last push. With --all, or a slug, posts without a file get one.',
    )
    .argument('[posts...]', 'only these: files, folders, slugs or addresses')
  addProjectOptions(command)
    .option('--all', 'also make a file for every post and page of the site that has none')
    .option('--theirs', 'where both sides changed, take what Ghost has')
    .option('--tidy', 'write Markdown for plain HTML, where the page stays the same')
    .option('--no-download', 'leave pictures and files on the site, under their addresses')
    .option('--force', 'also write over files that are not committed')
    .option('--dry-run', 'only say what would be written')
    .option('--json', 'print what was done as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (posts: string[], options: PullCommandOptions) =>
      (await import('./run-pull.ts')).runPull(io, posts, options),
    )
}

const EXAMPLES = `
Examples:
  $ ghost-sync pull                          what was changed in Ghost Admin, into the files
  $ ghost-sync pull --all --site main        every post of a site that has no file yet
  $ ghost-sync pull about --site main        one page, by its slug
  $ ghost-sync pull --theirs posts/hello.md  Ghost's side wins
  $ ghost-sync pull --all --tidy             old HTML cards as Markdown; a plan shows what changes`
