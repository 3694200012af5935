import type { CompletedCommand, CompletedOption } from './list-completions.ts'

/** Renders a script for fish 3 and newer. */
export function renderFishCompletion(commands: readonly CompletedCommand[]): string {
  return [
    '# fish completion of ghost-sync; `ghost-sync completion fish` writes it.',
    ...commands.flatMap((command) => renderCommand(command, commands)),
    '',
  ].join('\n')
}

function renderCommand(command: CompletedCommand, commands: readonly CompletedCommand[]): string[] {
  const condition = describeCondition(command)
  const names = command.subcommands.map((name) => {
    const found = commands.find((one) => one.name === `${command.name} ${name}`.trim())
    return `complete -c ghost-sync -n ${quote(condition)} -f -a ${name} -d ${quote(found?.summary ?? '')}`
  })
  const choices = command.choices.map((name) => `complete -c ghost-sync -n ${quote(condition)} -f -a ${name}`)
  return [...names, ...choices, ...command.options.map((option) => renderOption(option, condition))]
}

function describeCondition({ name, subcommands }: CompletedCommand): string {
  if (name === '') return '__fish_use_subcommand'
  const seen = name
    .split(' ')
    .map((word) => `__fish_seen_subcommand_from ${word}`)
    .join('; and ')
  return subcommands.length === 0 ? seen : `${seen}; and not __fish_seen_subcommand_from ${subcommands.join(' ')}`
}

function renderOption({ long, short, summary, value }: CompletedOption, condition: string): string {
  const names = `${short === undefined ? '' : ` -s ${short.slice(1)}`} -l ${long.slice(2)}`
  const takes =
    value.kind === 'none'
      ? ''
      : value.kind === 'choices'
        ? ` -x -a ${quote(value.choices.join(' '))}`
        : value.kind === 'text'
          ? ' -x'
          : ' -r -F'
  return `complete -c ghost-sync -n ${quote(condition)}${names}${takes} -d ${quote(summary)}`
}

/** In fish's single quotes only the quote and the backslash have a meaning. */
function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
