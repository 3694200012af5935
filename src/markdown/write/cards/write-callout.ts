import type { LexicalNode } from '../../lexical.ts'
import { writeHtmlParagraphs } from '../html/write-html-paragraphs.ts'
import { indentLines } from '../indent-lines.ts'
import type { InlineStyle } from '../inline/written-piece.ts'
import { readString } from '../read-property.ts'
import type { Writing } from '../writing.ts'
import { writeCard } from './write-card.ts'

const ALERTS = ['NOTE', 'TIP', 'IMPORTANT', 'WARNING', 'CAUTION'] as const

/** A callout as a GitHub alert, for whichever of them becomes the same; else with its emoji and colour. */
export function* writeCallout(node: LexicalNode, style: InlineStyle, writing: Writing): Generator<string> {
  const text = writeHtmlParagraphs(readString(node, 'calloutText'), style, writing)
  const emoji = readString(node, 'calloutEmoji')
  if (text !== undefined && emoji !== '') {
    for (const alert of ALERTS) yield indentLines(`[!${alert}]\n${text}`, '> ')
  }
  yield* writeCard(node, style, writing)
}
