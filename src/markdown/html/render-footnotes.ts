import type { Token } from 'marked'
import type { Conversion } from '../convert/conversion.ts'
import { FOOTNOTES_LINE_STYLE } from './card-styles.ts'
import type { Footnote, FootnoteNumbers } from './number-footnotes.ts'

/** The number at the place of reference, linked to its note. */
export function renderFootnoteReference(token: Token, footnotes: FootnoteNumbers): string {
  const reference = footnotes.references.get(token)
  // Only in a note that is dropped itself.
  if (reference === undefined) return ''
  const { number, occurrence } = reference
  return `<sup class="footnote-ref"><a href="#fn-${number}" id="${nameReference(number, occurrence)}">${number}</a></sup>`
}

/** All notes, each with links back to where it is referred to. Undefined when there are none. */
export function renderFootnotes({ footnotes, renderer }: Conversion): string | undefined {
  if (footnotes.notes.length === 0) return undefined
  const items = footnotes.notes.map((note) => {
    const html = renderer.renderBlocks(note.tokens)
    const links = renderBacklinks(note)
    // The way back stands at the end of the last sentence where there is one.
    const body = html.endsWith('</p>') ? `${html.slice(0, -4)} ${links}</p>` : `${html}\n<p>${links}</p>`
    return `<li id="fn-${note.number}">\n${body.trimStart()}\n</li>`
  })
  return `<section class="footnotes">\n<hr style="${FOOTNOTES_LINE_STYLE}">\n<ol>\n${items.join('\n')}\n</ol>\n</section>`
}

function renderBacklinks({ number, occurrences }: Footnote): string {
  return Array.from({ length: occurrences }, (_, index) => {
    const count = index === 0 ? '' : `<sup>${index + 1}</sup>`
    const href = nameReference(number, index + 1)
    // The second character asks for the plain arrow: phones would show a blue emoji.
    return `<a href="#${href}" class="footnote-backref" aria-label="Back to reference ${number}">↩\ufe0e${count}</a>`
  }).join(' ')
}

function nameReference(number: number, occurrence: number): string {
  return occurrence === 1 ? `fnref-${number}` : `fnref-${number}-${occurrence}`
}
