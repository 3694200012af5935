import type { Parser, Token } from 'marked'
import { readToken } from '../document/markdown-token.ts'
import type { Footnote, FootnoteNumbers } from '../document/number-footnotes.ts'
import type { Conversion } from './conversion.ts'

/**
 * Styles that HTML in a card needs and Ghost's themes lack. They are inline, since a theme's rule beats anything else. Seen in Ghost's
 * default themes, Source and Casper.
 */

/**
 * Themes forbid line breaks in tables, so that readers would have to scroll to the end of a sentence, and allow breaks inside words, so
 * that narrow columns would show a few letters per line. With this style a table breaks between words, and scrolls only when that is not
 * enough.
 */
export const TABLE_STYLE = 'white-space:normal;overflow-wrap:normal;word-break:normal'

/** No bullet beside a check box. */
export const TASK_STYLE = 'list-style-type:none'

/** Themes set no space between the notes and the line above them inside a card. */
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

/** Renders a reference to a note: the note's number as a link to it. */
export function renderFootnoteReference(token: Token, footnotes: FootnoteNumbers): string {
  const reference = footnotes.references.get(token)
  // The reference stands in a note that is dropped itself.
  if (reference === undefined) return ''
  const { number, occurrence } = reference
  return `<sup class="footnote-ref"><a href="#fn-${number}" id="${nameReference(number, occurrence)}">${number}</a></sup>`
}

/** Renders all notes, each with links back to its references. Undefined when there are none. */
export function renderFootnotes({ footnotes, renderer }: Conversion): string | undefined {
  if (footnotes.notes.length === 0) return undefined
  const items = footnotes.notes.map((note) => {
    const html = renderer.renderBlocks(note.tokens)
    const links = renderBacklinks(note)
    // The links back follow the last sentence, if the note ends with a paragraph.
    const body = html.endsWith('</p>') ? `${html.slice(0, -4)} ${links}</p>` : `${html}\n<p>${links}</p>`
    return `<li id="fn-${note.number}">\n${body.trimStart()}\n</li>`
  })
  return `<section class="footnotes">\n<hr style="${FOOTNOTES_LINE_STYLE}">\n<ol>\n${items.join('\n')}\n</ol>\n</section>`
}

function renderBacklinks({ number, occurrences }: Footnote): string {
  return Array.from({ length: occurrences }, (_, index) => {
    const count = index === 0 ? '' : `<sup>${index + 1}</sup>`
    const href = nameReference(number, index + 1)
    // The second character (VS15) asks for the plain arrow: phones would show a blue emoji.
    return `<a href="#${href}" class="footnote-backref" aria-label="Back to reference ${number}">↩\ufe0e${count}</a>`
  }).join(' ')
}

function nameReference(number: number, occurrence: number): string {
  return occurrence === 1 ? `fnref-${number}` : `fnref-${number}-${occurrence}`
}
