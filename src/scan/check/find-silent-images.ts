import type { Problem } from '../../problem.ts'
import type { SourceFile } from '../source-file.ts'

/**
 * Finds Markdown images without alternative text, which a screen reader passes over. An ornament is right to have none, so this is asked
 * for with `--strict` only.
 */
export function findSilentImages({ file, document }: SourceFile): Problem[] {
  const lines = document.text.split('\n')
  return document.references.flatMap(({ kind, target, line }): Problem[] => {
    const text = lines[line - document.firstLine] ?? ''
    const [, silent] = kind === 'image' ? text.split(/!\[\s*\]\(\s*<?/) : []
    if (silent?.startsWith(target) !== true) return []
    return [
      {
        severity: 'warning',
        code: 'image/no-text',
        file,
        line,
        message: `The image \`${target}\` has no alternative text.`,
        cure: 'Say between the brackets what it shows: `![A red door](door.jpg)`.',
      },
    ]
  })
}
