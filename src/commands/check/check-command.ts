import { type Command, Option } from 'commander'
import { addChangedOption, addOfflineOptions } from '../options/project-options.ts'
import { addReportOptions } from '../options/report-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import type { CheckOptions } from './check-options.ts'

export function registerCheckCommand(program: Command, io: CommandIo): void {
  const command = program
    .command('check')
    .summary('find what is wrong with the files; asks no site and needs no key')
    .description(
      'Checks front matter, dates, limits, links, images, anchors and slugs for every site, without a network and without keys. Authors, tiers, newsletters and templates are checked by `plan`, which asks the sites.',
    )
    .argument('[paths...]', 'tell of these files or folders only')
  addReportOptions(addChangedOption(addOfflineOptions(command)))
    .option('--strict', 'warnings count as errors; images without alternative text are warned of as well')
    .option('--fix', 'mend in place what has one right answer, and show each line that changed')
    .addOption(new Option('--dry-run', 'with --fix: show, and write nothing').implies({ fix: true }))
    .option('--force', 'with --fix: also files with changes that are not committed, or in no git repository')
    .option(
      '--fidelity',
      'ask the sites instead: does Ghost show what the Markdown says? Needs the keys; compares posts with nothing pending',
    )
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
  $ ghost-sync check --changed               only what this branch touched, and what depends on it
  $ ghost-sync check --fix --dry-run         what could be mended?
  $ ghost-sync check --fidelity --site main  does the site show what the files say?
  $ ghost-sync check --json | jq '.problems[].code'

More than ten problems are grouped by kind; --verbose lists each, and so do --json and --report.

--fix mends values that YAML takes for something else (by quotes), front matter without its first line, keys that are misspelt
by one letter, dates that are not ISO, tags in one text with commas, slugs that Ghost would change, paths that differ from a
file's in upper and lower case alone or have a space, quotes in the title of a link, and names that look like tags. Nothing else
in the file changes.

Exit codes: 0 nothing is wrong; 2 usage or config; 3 there are errors (--strict: or warnings; --fidelity: Ghost shows something
else); 5 a site could not be asked (--fidelity).`
