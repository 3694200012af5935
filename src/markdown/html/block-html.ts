import type { Parser, Token } from 'marked'
import { readToken } from '../document/markdown-token.ts'
import type { Footnote, FootnoteNumbers } from '../document/number-footnotes.ts'
import type { Conversion } from './conversion.ts'

/**
 * What Ghost's themes lack for HTML that only a card can show. Inline, since a rule of a theme beats anything else; seen in its default
 * themes, Source and Casper, which lay out such content for other uses.
 */

/**
 * They forbid line breaks in tables, so that a sentence in a cell is cut off and has to be scrolled to; and they allow them inside words, so
 * that a narrow column would fall to pieces. A table that is too wide for its words scrolls.
 */
export const TABLE_STYLE = 'white-space:normal;overflow-wrap:normal;word-break:normal'

/** A bullet beside a check box says nothing. */
export const TASK_STYLE = 'list-style-type:none'

/** Inside a card nothing keeps the notes away from the line above them. */
export const FOOTNOTES_LINE_STYLE = 'margin-bottom:1em'

/** A definition list as `<dl>`, its texts as `parser` renders them. */
export function renderDefinitions(token: Token, parser: Parser): string {
  const known = readToken(token)
  if (known.type !== 'definitionList') return ''
  const lines = known.groups.flatMap(({ term, definitions }) => [
    `<dt>${parser.parseInline(term)}</dt>`,
    ...definitions.map(({ loose, tokens }) => {
      const [first, ...others] = tokens.filter((token) => token.type !== 'space')
      const only = others.length === 0 && !loose && first?.type === 'paragraph' ? first.tokens : undefined
      return only === undefined ? `<dd>\n${parser.parse(tokens)}</dd>` : `<dd>${parser.parseInline(only)}</dd>`
    }),
  ])
  return `<dl>\n${lines.join('\n')}\n</dl>\n`
}

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
