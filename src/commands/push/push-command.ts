import type { Command } from 'commander'
import { addPlanFlags, readNumberOption } from '../options/plan-flags.ts'
import { addChangedOption, addProjectOptions } from '../options/project-options.ts'
import { addReportOptions } from '../options/report-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import type { PushOptions } from './run-push.ts'

export function registerPushCommand(program: Command, io: CommandIo): void {
  const command = program
    .command('push')
    .summary('make every site match the files')
    .description('Makes every site match the files: uploads, creates and updates what the plan says, and nothing else.')
    .argument('[paths...]', 'only these files or folders')
  addReportOptions(addPlanFlags(addChangedOption(addProjectOptions(command))))
    .option('--plan <file>', 'do exactly what this saved plan says, or refuse')
    .option('-d, --diff', 'show the changed lines of each body first')
    .option(
      '--preview <name>',
      'make drafts to look at instead, under slugs of their own; without paths, of what --changed finds',
    )
    .option(
      '--backup <dir>',
      'keep what is deleted or overwritten in this folder (default: a folder of your own, see `ghost-sync restore`)',
    )
    .option('--no-backup', 'keep nothing of it')
    .option('--redirects <file>', 'collect redirects for addresses that changed in this YAML or JSON file of Ghost')
    .option('--json', 'print what was done as JSON')
    .option('-y, --yes', 'do not ask before removing, overwriting or taking over posts')
    .option('--send-email', 'send the newsletters that the files ask for')
    .option('--no-email', 'publish without the newsletters that the files ask for')
    .option(
      '--max-emails <number>',
      'with --send-email: refuse to send more than this to a site (default: 1)',
      readNumberOption,
    )
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: PushOptions) =>
      (await import('./run-push.ts')).runPush(io, paths, options),
    )
}

const EXAMPLES = `
Examples:
  $ ghost-sync push                          every post, to every site
  $ ghost-sync push --site main posts/new.md one post, to one site
  $ ghost-sync push --force posts/hello.md   the file wins over what was changed in Ghost
  $ ghost-sync push --plan plan.json         what was reviewed, and nothing else
  $ ghost-sync push --preview pr-12          drafts of what this branch changes, with links to look at them
  $ ghost-sync push --send-email posts/new.md  publish it, and send it to its newsletter`
