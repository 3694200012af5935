import { type Command, InvalidArgumentError } from 'commander'
import { POST_STATES, type PostState } from '../../report/sites/post-row.ts'
import { addProjectOptions, collectNames } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import type { ListOptions } from './run-list.ts'

export function registerListCommand(program: Command, io: CommandIo): void {
  const command = program
    .command('list')
    .summary('list the posts of every site and where they stand')
    .description('Lists every post with its state, its status and its address on each site. Writes nothing.')
    .argument('[paths...]', 'only these files or folders')
  addProjectOptions(command)
    .option('--state <state>', `only posts in this state; may be given again: ${POST_STATES.join(', ')}`, collectStates)
    .option('--all', 'also the posts of the site that ghost-sync does not manage')
    .option('--json', 'print the rows as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: ListOptions) =>
      (await import('./run-list.ts')).runList(io, paths, options),
    )
}

const EXAMPLES = `
Examples:
  $ ghost-sync list                             every post, on every site
  $ ghost-sync list --state conflict,drift      what was changed in Ghost?
  $ ghost-sync list --all --state only-in-ghost what could be pulled?
  $ ghost-sync list --json | jq -r '.posts[] | select(.status == "published") | .url'`

function collectStates(value: string, previous: readonly PostState[] = []): readonly PostState[] {
  const states = collectNames(value).map((name) => {
    const state = POST_STATES.find((one) => one === name)
    if (state === undefined) throw new InvalidArgumentError(`It takes ${POST_STATES.join(', ')}.`)
    return state
  })
  return [...previous, ...states]
}
