import type { Command } from 'commander'

export interface ChangedOptions {
  /** A commit; true: the one that the CI system or git names. */
  readonly changed?: string | true
}

export function addChangedOption(command: Command): Command {
  return command.option(
    '--changed [ref]',
    'only files changed since HEAD branched off this commit, and what depends on them; removes nothing (default: in CI as the event says, else the default branch)',
  )
}
