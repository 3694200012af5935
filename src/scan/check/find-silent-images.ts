import type { Problem } from '../../problem.ts'
import type { SourceFile } from '../source-file.ts'

/**
 * Finds Markdown images without alternative text, which a screen reader passes over. An ornament is right to have none, so this is asked
 * for with `--strict` only.
 */
export function findSilentImages({ file, document }: SourceFile): Problem[] {
  // Once for every line: one line may hold very many images.
  const silent = new Map<number, string>()
  for (const [index, text] of document.text.split('\n').entries()) {
    const begin = /!\[\s*\]\(\s*<?/.exec(text)
    if (begin !== null) silent.set(document.firstLine + index, text.slice(begin.index + begin[0].length))
  }
  return document.references.flatMap(({ kind, target, line }): Problem[] => {
    if (kind !== 'image' || silent.get(line)?.startsWith(target) !== true) return []
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
