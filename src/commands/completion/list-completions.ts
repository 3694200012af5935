import type { Command, Option } from 'commander'

/** What can stand behind a command's name. */
export interface CompletedCommand {
  /** For example `sandbox start`; empty for the program itself. */
  readonly name: string
  readonly summary: string
  readonly options: readonly CompletedOption[]
  /** Names of subcommands. */
  readonly subcommands: readonly string[]
  /** The only values that its argument can have; empty where the argument is a file or free text. */
  readonly choices: readonly string[]
}

export interface CompletedOption {
  readonly long: string
  readonly short: string | undefined
  readonly summary: string
  readonly value: CompletedValue
  readonly repeats: boolean
}

export type CompletedValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'file' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'text' }
  | { readonly kind: 'choices'; readonly choices: readonly string[] }

/** Lists every command with its completions, from the definitions that `--help` prints; the program itself comes first. */
export function listCompletions(program: Command): CompletedCommand[] {
  return collect(program, '')
}

function collect(command: Command, name: string): CompletedCommand[] {
  const help = command.createHelp()
  const subcommands = help.visibleCommands(command).filter((one) => one.name() !== 'help')
  const own: CompletedCommand = {
    name,
    summary: command.summary() || command.description(),
    options: help.visibleOptions(command).map(describeOption),
    subcommands: subcommands.map((one) => one.name()),
    choices: command.registeredArguments[0]?.argChoices ?? [],
  }
  return [own, ...subcommands.flatMap((one) => collect(one, `${name} ${one.name()}`.trim()))]
}

function describeOption(option: Option): CompletedOption {
  return {
    long: option.long ?? option.flags,
    short: option.short,
    summary: option.description,
    value: describeValue(option),
    repeats: /may be given again/.test(option.description),
  }
}

function describeValue({ required, optional, argChoices, flags }: Option): CompletedValue {
  if (!required && !optional) return { kind: 'none' }
  if (argChoices !== undefined) return { kind: 'choices', choices: argChoices }
  if (/<(?:\w+-)?file>|\[file]/.test(flags)) return { kind: 'file' }
  if (/<(?:dir|folder)>/.test(flags)) return { kind: 'folder' }
  return { kind: 'text' }
}
