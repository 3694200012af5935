import type { CompletedCommand, CompletedOption } from './list-completions.ts'

/** Renders a script for zsh 5 and newer, with compinit. */
export function renderZshCompletion(commands: readonly CompletedCommand[]): string {
  return `#compdef ghost-sync
# zsh completion of ghost-sync; \`ghost-sync completion zsh\` writes it.
${commands.map((command) => renderFunction(command, commands)).join('\n')}
if [ "\${funcstack[1]}" = "_ghost-sync" ]; then
  _ghost-sync "$@"
else
  compdef _ghost-sync ghost-sync
fi
`
}

function nameFunction(name: string): string {
  return ['_ghost-sync', ...name.split(' ')].filter((part) => part !== '').join('_')
}

function renderFunction(command: CompletedCommand, commands: readonly CompletedCommand[]): string {
  const options = command.options.flatMap(renderOption)
  const head = `${nameFunction(command.name)}() {\n`
  if (command.subcommands.length === 0) {
    const rest = command.choices.length > 0 ? `':value:(${command.choices.join(' ')})'` : "'*:file:_files'"
    return `${head}  _arguments -s \\\n    ${[...options, rest].join(' \\\n    ')}\n}`
  }
  const summaries = command.subcommands.map((name) => {
    const found = commands.find((one) => one.name === `${command.name} ${name}`.trim())
    return quote(`${name}:${(found?.summary ?? '').replaceAll(':', '\\:')}`)
  })
  const cases = command.subcommands.map((name) => `${name}) ${nameFunction(`${command.name} ${name}`)} ;;`)
  return `${head}  local context state state_descr line
  typeset -A opt_args
  _arguments -C -s \\
    ${[...options, "'1: :->command'", "'*:: :->rest'"].join(' \\\n    ')}
  case "$state" in
    command)
      local -a names
      names=(
        ${summaries.join('\n        ')}
      )
      _describe command names ;;
    rest)
      case "\${line[1]}" in
        ${cases.join('\n        ')}
      esac ;;
  esac
}`
}

function renderOption({ long, short, summary, value, repeats }: CompletedOption): string[] {
  const takes =
    value.kind === 'none'
      ? ''
      : value.kind === 'choices'
        ? `:value:(${value.choices.join(' ')})`
        : value.kind === 'file'
          ? ':file:_files'
          : value.kind === 'folder'
            ? ':folder:_files -/'
            : ':value: '
  const text = summary.replace(/[[\]\\]/g, '\\$&').replaceAll(':', '\\:')
  const names = short === undefined ? [long] : [short, long]
  const star = repeats ? '*' : names.length > 1 ? `(${names.join(' ')})` : ''
  return names.map((name) => quote(`${star}${name}[${text}]${takes}`))
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
