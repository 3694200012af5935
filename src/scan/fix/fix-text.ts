import { lintDocument } from '../../markdown/index.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { TextEdit } from './edit.ts'

/** Corrects Markdown that would be shown as text, or lost: paths with spaces, quotes in titles, names that look like tags. */
export function fixText({ document }: SourceFile, lines: readonly string[]): TextEdit[] {
  return lintDocument(document).flatMap(({ code, edits = [] }) =>
    edits.flatMap((edit) => {
      const text = lines[edit.line - 1] ?? ''
      // Where a dialect has changed the line before it was read, its text may stand elsewhere, or not at all.
      const columns = text.startsWith(edit.from, edit.column) ? [edit.column] : findAll(text, edit.from)
      const [column, ...others] = columns
      return column === undefined || others.length > 0 ? [] : [{ ...edit, column, code }]
    }),
  )
}

function findAll(text: string, wanted: string): number[] {
  const columns: number[] = []
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) columns.push(at)
  return columns
}
