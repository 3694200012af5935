import { type Command, InvalidArgumentError } from 'commander'
import type { PlanFlags } from '../../diff/plan.ts'

/** Options that say what a plan may do; the same for `plan`, which shows it, and `push`, which does it. */
export interface PlanFlagOptions {
  readonly force?: boolean
  readonly adopt?: boolean
  readonly prune?: boolean
  readonly recreate?: boolean
  readonly maxDeletes?: number
}

export function addPlanFlags(command: Command): Command {
  return command
    .option('--force', 'let the files win wherever they differ from Ghost')
    .option('--adopt', 'take over posts with the same slug that ghost-sync does not manage')
    .option('--prune', 'remove posts whose file is gone')
    .option('--recreate', 'publish posts again that were deleted in Ghost')
    .option('--max-deletes <number>', 'refuse to remove more posts than this', readNumber)
}

export function readPlanFlags(options: PlanFlagOptions): PlanFlags {
  const { force = false, adopt = false, prune = false, recreate, maxDeletes } = options
  return {
    force,
    adopt,
    prune,
    ...(recreate === true && { recreate }),
    ...(maxDeletes !== undefined && { maxDeletes }),
  }
}

/** A count, from the command line. */
export function readNumber(value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError('It takes a whole number.')
  return Number(value)
}
