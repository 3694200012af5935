import type { Command } from 'commander'
import { listCompletions } from './list-completions.ts'
import { renderBashCompletion } from './render-bash-completion.ts'
import { renderFishCompletion } from './render-fish-completion.ts'
import { renderZshCompletion } from './render-zsh-completion.ts'

export const SHELLS = ['bash', 'zsh', 'fish'] as const

export type Shell = (typeof SHELLS)[number]

/** Renders a script that completes this program in a shell. The script holds all definitions and calls no program. */
export function renderCompletion(shell: Shell, program: Command): string {
  const commands = listCompletions(program)
  switch (shell) {
    case 'bash':
      return renderBashCompletion(commands)
    case 'zsh':
      return renderZshCompletion(commands)
    case 'fish':
      return renderFishCompletion(commands)
  }
}
