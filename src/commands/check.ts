import type { Command } from 'commander'
import { addOfflineOptions } from './add-offline-options.ts'
import type { CommandIo } from './command-io.ts'
import type { CheckOptions } from './run-check.ts'

export function registerCheckCommand(program: Command, io: CommandIo): void {
  const command = program
    .command('check')
    .summary('find what is wrong with the files; asks no site and needs no key')
    .description(
      'Checks front matter, dates, limits, links, images, anchors and slugs for every site, without a network and without keys. Authors, tiers, newsletters and templates are checked by `plan`, which asks the sites.',
    )
    .argument('[paths...]', 'tell of these files or folders only')
  addOfflineOptions(command)
    .option('--strict', 'warnings count as errors; images without alternative text are warned of as well')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: CheckOptions) =>
      (await import('./run-check.ts')).runCheck(io, paths, options),
    )
}

const EXAMPLES = `
Examples:
  $ ghost-sync check                         every file, for every site
  $ ghost-sync check --strict content/posts  in CI, for pull requests
  $ ghost-sync check --json | jq '.problems[].code'

Exit codes: 0 nothing is wrong, 2 usage or config, 3 there are errors (or, with --strict, warnings).`
