import type { MarkdownProblem } from '../markdown-document.ts'
import type { CodeToken } from '../tokens/markdown-token.ts'
import { readGhostCard } from './read-ghost-card.ts'

/** @param isTopLevel False in a list, a quote, or a directive. */
export function checkGhostCard(token: CodeToken, isTopLevel: boolean): readonly Omit<MarkdownProblem, 'line'>[] {
  const card = readGhostCard(token)
  if (card === undefined) return []
  if (card.kind === 'bad') {
    return [
      {
        code: 'ghost-card/json',
        message: `What is in this \`ghost-card\` cannot be sent to Ghost. ${card.cause}`,
        cure: 'Restore it as it was pulled from Ghost.',
      },
    ]
  }
  if (isTopLevel) return []
  return [
    {
      code: 'ghost-card/place',
      message: 'A `ghost-card` stands inside a list, a quote or another block, where Ghost has no cards.',
      cure: 'Move it out.',
    },
  ]
}
