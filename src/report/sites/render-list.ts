import picocolors from 'picocolors'
import { countNoun, makePrintable } from '../../model/text.ts'
import { GLYPHS, type Glyph } from '../text/report-options.ts'
import { measureWidth, shortenText } from '../text/width.ts'
import { POST_STATES, type PostRow, type PostState } from './post-row.ts'

const STATES: Readonly<Record<PostState, { readonly glyph: Glyph; readonly words: string }>> = {
  'in-sync': { glyph: GLYPHS.unchanged, words: 'in sync' },
  new: { glyph: GLYPHS.create, words: 'not pushed yet' },
  pending: { glyph: GLYPHS.update, words: 'changed here' },
  drift: { glyph: GLYPHS.leftAlone, words: 'changed in Ghost' },
  conflict: { glyph: GLYPHS.conflict, words: 'changed on both sides' },
  unowned: { glyph: GLYPHS.leftAlone, words: 'not ours' },
  gone: { glyph: GLYPHS.gone, words: 'deleted in Ghost' },
  'only-in-ghost': { glyph: GLYPHS.leftAlone, words: 'only in Ghost' },
  problems: { glyph: GLYPHS.blocked, words: 'has errors' },
}

/** Longer titles would push the addresses off the screen, and the beginning of a title is enough to know it. */
const TITLE_WIDTH = 44

/** Renders the posts of every site as a table with a line each, then a count per site. Ends with a newline unless there is nothing. */
export function renderList(rows: readonly PostRow[], { colour }: { readonly colour: boolean }): string {
  const paint = picocolors.createColors(colour)
  const names = [...new Set(rows.map(({ site }) => site))]
  const blocks = names.map((name) => {
    const own = rows.filter(({ site }) => site === name)
    return [paint.bold(makePrintable(name)), ...renderRows(own, colour)].join('\n')
  })
  const summaries = names.map((name) => {
    const own = rows.filter(({ site }) => site === name)
    return `${paint.bold(makePrintable(name))}: ${countNoun(own.length, 'post')}, ${countStates(own)}`
  })
  return blocks.length === 0 ? '' : `${[...blocks, summaries.join('\n')].join('\n\n')}\n`
}

function renderRows(rows: readonly PostRow[], colour: boolean): string[] {
  const paint = picocolors.createColors(colour)
  const cells = rows.map((row) => {
    const title = shortenText(makePrintable(row.title), TITLE_WIDTH)
    const status = `${row.status ?? '-'}${row.type === 'page' ? ' page' : ''}`
    return { row, columns: [STATES[row.state].words, status, makePrintable(row.path ?? '-'), title] }
  })
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...cells.map(({ columns }) => measureWidth(columns[column] ?? ''))),
  )
  return cells.map(({ row, columns }) => {
    const { glyph } = STATES[row.state]
    const padded = columns.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - measureWidth(cell)))
    const url = row.url === null ? '' : paint.dim(makePrintable(row.url))
    return `  ${paint[glyph.colour](glyph.sign)} ${padded.join('  ')}  ${url}`.trimEnd()
  })
}

function countStates(rows: readonly PostRow[]): string {
  return POST_STATES.flatMap((state) => {
    const count = rows.filter((row) => row.state === state).length
    return count === 0 ? [] : [`${count} ${STATES[state].words}`]
  }).join(', ')
}
