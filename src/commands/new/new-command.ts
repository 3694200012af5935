import type { Command } from 'commander'
import { collectNames } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import type { NewOptions } from './run-new.ts'

export function registerNewCommand(program: Command, io: CommandIo): void {
  const command = program
    .command('new')
    .summary('begin a post: a file with its front matter filled in')
    .description(
      'Makes the Markdown file of a new post, a draft, at the path that `pull.posts` or `pull.pages` in the config names, and prints that path. Never overwrites, and asks no site.',
    )
    .argument('<title>', 'title of the post')
  command
    .option('-c, --config <file>', 'config file (default: ghost-sync.config.* here or in a folder above)')
    .option('--env-file <file>', 'file with variables that the config reads, instead of the .env beside it')
    .option('-s, --site <name>', 'it goes to this site alone; may be given again', collectNames)
    .option('--page', 'a page instead of a post')
    .option('--slug <slug>', 'last part of its URL (default: made of the title)')
    .option('-t, --tag <name>', 'give it this tag; may be given again', collectNames)
    .option(
      '--template <name>',
      'begin with this file of the folder `new.templates` (default: post.md or page.md there)',
    )
    .option('--json', 'print path, title and slug as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (title: string, options: NewOptions) => (await import('./run-new.ts')).runNew(io, title, options))
}

const EXAMPLES = `
Examples:
  $ ghost-sync new "A new office"
  $ ghost-sync new --tag Company --tag '#internal' "A new office"
  $ ghost-sync new --page --slug about "Who we are"
  $ ghost-sync new --template interview "Five questions"      # templates/interview.md
  $ code "$(ghost-sync new "A new office")"

In a template, {{title}}, {{slug}}, {{date}} and {{type}} are replaced; in front matter, with the quotes that they need.`
