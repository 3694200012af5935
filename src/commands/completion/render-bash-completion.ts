import type { CompletedCommand, CompletedOption } from './list-completions.ts'

/** Renders a script for bash 3.2 and newer, with or without the package bash-completion. */
export function renderBashCompletion(commands: readonly CompletedCommand[]): string {
  const parents = commands.filter(({ name, subcommands }) => name !== '' && subcommands.length > 0)
  return `# bash completion of ghost-sync; \`ghost-sync completion bash\` writes it.
_ghost_sync_files() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen "$1" -- "$2"))
}
_ghost_sync() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="" command="" word at
  COMPREPLY=()
  if [ "$COMP_CWORD" -gt 0 ]; then previous="\${COMP_WORDS[COMP_CWORD-1]}"; fi
  for ((at = 1; at < COMP_CWORD; at++)); do
    word="\${COMP_WORDS[at]}"
    case "$word" in
      -*) continue ;;
    esac
    case "$command" in
      '') command="$word" ;;
${parents.map((parent) => `      ${parent.name}) case "$word" in ${parent.subcommands.join('|')}) command="${parent.name} $word" ;; esac ;;`).join('\n')}
    esac
  done
  case "$command $previous" in
${commands.flatMap(renderValues).join('\n')}
  esac
  case "$command" in
${commands.map(renderWords).join('\n')}
  esac
  if [ "\${#COMPREPLY[@]}" -eq 0 ] && [[ "$current" != -* ]] && [ -n "$command" ]; then
    _ghost_sync_files -f "$current"
  fi
}
complete -o filenames -F _ghost_sync ghost-sync
`
}

/** Renders the values of an option. A free text completes to nothing, which is better than to the names of files. */
function renderValues({ name, options }: CompletedCommand): string[] {
  return options.flatMap((option) => {
    const { value } = option
    if (value.kind === 'none') return []
    const patterns = spellings(option).map((flag) => `"${name} ${flag}"`)
    const reply =
      value.kind === 'choices'
        ? `COMPREPLY=($(compgen -W '${value.choices.join(' ')}' -- "$current"))`
        : value.kind === 'file'
          ? '_ghost_sync_files -f "$current"'
          : value.kind === 'folder'
            ? '_ghost_sync_files -d "$current"'
            : ':'
    return [`    ${patterns.join('|')}) ${reply}; return ;;`]
  })
}

function renderWords({ name, options, subcommands, choices }: CompletedCommand): string {
  const flags = options.flatMap(spellings).join(' ')
  const words = [...subcommands, ...choices].join(' ')
  const pattern = name === '' ? "''" : `"${name}"`
  const rest = words === '' ? '' : ` else COMPREPLY=($(compgen -W '${words}' -- "$current"));`
  return `    ${pattern}) if [[ "$current" == -* ]]; then COMPREPLY=($(compgen -W '${flags}' -- "$current"));${rest} fi ;;`
}

function spellings({ long, short }: CompletedOption): string[] {
  return short === undefined ? [long] : [short, long]
}
