import { type Command, InvalidArgumentError } from 'commander'

export function addPlanFlags(command: Command): Command {
  return command
    .option('--force', 'let the files win wherever they differ from Ghost')
    .option('--adopt', 'take over posts with the same slug that ghost-sync does not manage')
    .option('--prune', 'remove posts whose file is gone')
    .option('--recreate', 'publish posts again that were deleted in Ghost')
    .option('--max-deletes <number>', 'refuse to remove more posts than this', readNumberOption)
}

/** Reads a count from the command line. */
export function readNumberOption(value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError('It takes a whole number.')
  return Number(value)
}
