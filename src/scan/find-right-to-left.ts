import type { Problem } from '../model/problem.ts'
import type { DraftPost } from './draft-post.ts'
import type { SiteKnowledge } from './source/site-knowledge.ts'

/** Letters of the scripts that are written from right to left. */
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/gu
const LETTER = /\p{L}/gu

/** Source: the languages that ICU writes from right to left by default. */
const LANGUAGES =
  /^(?:ar|arc|azb|ckb|dv|fa|glk|he|iw|ji|ks|ku-arab|lrc|mzn|nqo|pnb|ps|sd|syr|ug|ur|yi)(?:[-_]|$)|[-_](?:arab|hebr)(?:[-_]|$)/i

/** The beginning of a text says how it is written. */
const ENOUGH = 5000

/**
 * Tells once, with the number of posts, of texts that are written from right to left on a site whose language is not. Ghost keeps no direction
 * with a post: its themes take it from the site's language, if at all, and readers see every line begin on the wrong side.
 */
export function findRightToLeft(
  drafts: readonly DraftPost[],
  { locale }: Pick<SiteKnowledge, 'locale'>,
  site: string,
): Problem[] {
  if (locale === undefined || LANGUAGES.test(locale)) return []
  const found = drafts.filter(isRightToLeft)
  const [first] = found
  if (first === undefined) return []
  const count = found.length === 1 ? 'This post is' : `${found.length} posts, this one first, are`
  return [
    {
      severity: 'warning',
      code: 'site/left-to-right',
      file: first.source.file,
      line: first.document.firstLine,
      site,
      message: `${count} written from right to left, and the language of the site is \`${locale}\`: its theme writes from left to right.`,
      hint: 'Set the language in Ghost Admin (Settings, Publication language), and take a theme that writes `<html dir="rtl">` for it; Ghost\'s own, Casper and Source, only write `lang`.',
    },
  ]
}

function isRightToLeft({ document: { text } }: DraftPost): boolean {
  const start = text.slice(0, ENOUGH)
  const count = (letters: RegExp): number => start.match(letters)?.length ?? 0
  return count(RIGHT_TO_LEFT) * 2 > count(LETTER)
}
