import type { MarkdownDocument } from '../document/markdown-document.ts'
import { lintMarkdown } from '../syntax/lint-markdown.ts'
import { countPlaces, type Doubt } from './doubt.ts'
import { findBrokenLinks } from './find-broken-links.ts'
import { findHighlights } from './find-highlights.ts'
import { findJsx } from './find-jsx.ts'
import { findLatex, findSpacedMath, findUnreadMath } from './find-latex.ts'
import { findLostParts } from './find-lost-parts.ts'
import { findNearMisses } from './find-near-misses.ts'
import { findOpenElements } from './find-open-elements.ts'
import { findOpenEnds } from './find-open-ends.ts'
import { findPluginNotation } from './find-plugin-notation.ts'
import { findRawMarks } from './find-raw-marks.ts'
import { findUnknownElements } from './find-unknown-elements.ts'
import { type OpenText, openText } from './open-text.ts'

/** Each linter with what a text has to hold for it to find anything: most texts are not searched. */
const LINTERS = [
  [/\]\((?:[^()\n]|\([^()\n]*\))*[ \t]|\]:[ \t]/, findBrokenLinks],
  [/<\/?[A-Za-z]/, findUnknownElements],
  [/<\/?[A-Za-z]/, findOpenElements],
  [/<[A-Za-z]/, findRawMarks],
  [/<[A-Za-z][^<>]*(?:className=|htmlFor=|InnerHTML=|=\{|\{\.\.\.)/, findJsx],
  [/`{3}|~{3}/, findHighlights],
  [/\$|\\(?:[([]|begin\{)/, findUnreadMath],
  [/\$\s|\s\$/, findSpacedMath],
  [/\\(?:[([]|begin\{)/, findLatex],
  [/^[ \t>]*(?:#|[-*+\d|].*[|\u00a0\u3000])/m, findNearMisses],
  [/`{3}|~{3}|<!--|\$\$/, findOpenEnds],
  [/\[(?:[\]\s&]|<!--)|!\[/, findLostParts],
  [
    /`|~{3}|[@%]\[|\[(?:youtube|vimeo|embed|tweet|twitter|soundcloud)[\s\]]|!\[|<!--\s*@include:|<(?:script|style)\s|<[A-Za-z][^<>]{0,500}\s(?:v-|@|:)[a-z]/,
    findPluginNotation,
  ],
] as const

/**
 * Finds what Markdown takes for text, or drops, though its author hardly meant that, with what to write instead where that is certain. The post
 * is published as Markdown says, but for what is an error.
 */
export function lintDocument(document: MarkdownDocument): Doubt[] {
  const linters = LINTERS.filter(([sign]) => sign.test(document.text))
  const open = linters.length === 0 ? undefined : openText(document)
  const found = open === undefined ? [] : linters.flatMap(([, lint]) => lint(open))
  const settled = open === undefined ? found : excuseMarkdownCards(found, open)
  return countRepeated([...lintMarkdown(document), ...settled].sort((one, other) => one.line - other.line))
}

/** What stands in Ghost's own Markdown card is shown as Ghost reads it, and may have been written there: it is told, and no reason to hold the post. */
function excuseMarkdownCards(doubts: readonly Doubt[], { tokens, lineAt }: OpenText): Doubt[] {
  const cards = tokens.flatMap(({ token, start, end }) =>
    token.type === 'directive' && token.name === 'markdown' ? [{ first: lineAt(start), last: lineAt(end - 1) }] : [],
  )
  return doubts.map((doubt) => {
    const isInside = cards.some(({ first, last }) => first <= doubt.line && doubt.line <= last)
    const { severity, ...rest } = doubt
    return isInside && severity === 'error' ? rest : doubt
  })
}

/** Makes one of doubts that say the same, at the first of their places: the tenth time in a file it is no news. */
function countRepeated(doubts: readonly Doubt[]): Doubt[] {
  const same = new Map<string, Doubt[]>()
  for (const doubt of doubts) {
    const key = `${doubt.code} ${doubt.message}`
    const known = same.get(key)
    if (known === undefined) same.set(key, [doubt])
    else known.push(doubt)
  }
  return [...same.values()].flatMap((all) => {
    const [first] = all
    if (first === undefined || all.length === 1) return all
    const edits = all.flatMap((one) => one.edits ?? [])
    return [{ ...first, message: `${first.message}${countPlaces(all.length)}`, ...(edits.length > 0 && { edits }) }]
  })
}
