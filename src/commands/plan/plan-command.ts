import type { Command } from 'commander'
import { addPlanFlags } from '../options/plan-flags.ts'
import { addChangedOption, addProjectOptions } from '../options/project-options.ts'
import { addReportOptions } from '../options/report-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import type { PlanOptions } from './run-plan.ts'

export function registerPlanCommand(program: Command, io: CommandIo): void {
  const command = program
    .command('plan')
    .summary('show what a push would do; writes nothing')
    .description('Shows what `push` would do to each site, field by field, and writes nothing anywhere.')
    .argument('[paths...]', 'only these files or folders')
  addReportOptions(addPlanFlags(addChangedOption(addProjectOptions(command))))
    .option('-d, --diff', 'show the changed lines of each body')
    .option('--json', 'print the plan as JSON')
    .option('--out <file>', 'save the plan, for `push --plan <file>`')
    .option('--exit-code', 'exit with 10 when there is something to push')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: PlanOptions) =>
      (await import('./run-plan.ts')).runPlan(io, paths, options),
    )
}

const EXAMPLES = `
Examples:
  $ ghost-sync plan                          what would change, on every site
  $ ghost-sync plan --diff posts/hello.md    one post, with the lines of its body
  $ ghost-sync plan --changed origin/main    only what this branch touched, and what depends on it
  $ ghost-sync plan --out plan.json          review it, then: ghost-sync push --plan plan.json
  $ ghost-sync plan --json | jq '.sites[].actions[].kind'`
