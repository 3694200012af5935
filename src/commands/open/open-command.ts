import type { Command } from 'commander'
import { addProjectOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import type { OpenOptions } from './run-open.ts'

export function registerOpenCommand(program: Command, io: CommandIo): void {
  const command = program
    .command('open')
    .summary('open a post, or its editor in Ghost Admin, in the browser')
    .description(
      'Opens the post that a file makes in the browser; of a draft, its preview. Where there is no browser (SSH, CI, no display) it prints the address.',
    )
    .argument('<file>', 'a Markdown file of the content root')
  addProjectOptions(command)
    .option('--admin', 'its editor in Ghost Admin instead')
    .option('--print', 'print the address and open nothing')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: OpenOptions) => (await import('./run-open.ts')).runOpen(io, file, options))
}

const EXAMPLES = `
Examples:
  $ ghost-sync open content/posts/hello.md
  $ ghost-sync open --admin --site main content/posts/hello.md
  $ ghost-sync open --print content/posts/hello.md | pbcopy`
