import picocolors from 'picocolors'
import { makePrintable } from '../../model/text.ts'
import type { ActionResult, SentEmail, WrittenResult } from '../../publish/site-outcome.ts'
import { describeEmail } from '../plan/describe-value.ts'
import { DEFAULT_WIDTH, GLYPHS, type Glyph, type ReportOptions } from '../text/report-options.ts'
import { shortenText } from '../text/width.ts'
import { explainResult, explainWarnings, type ReasonText } from './explain-result.ts'

const RESULT_GLYPHS: Readonly<Record<ActionResult['kind'], Glyph>> = {
  created: GLYPHS.create,
  updated: GLYPHS.update,
  adopted: GLYPHS.update,
  deleted: GLYPHS.delete,
  unpublished: GLYPHS.unpublish,
  unchanged: GLYPHS.unchanged,
  conflict: GLYPHS.conflict,
  failed: GLYPHS.blocked,
  blocked: GLYPHS.blocked,
  held: GLYPHS.held,
  skipped: GLYPHS.leftAlone,
}

/** The width of `unpublished`, the longest of the words. */
const WORD_WIDTH = 11

/** Renders what happened to one post: sign, word, path and title, its address, and below that what went wrong. */
export function renderResult(result: ActionResult, options: ReportOptions): string[] {
  const paint = picocolors.createColors(options.colour)
  const { sign, colour } = RESULT_GLYPHS[result.kind]
  const title = shortenText(`"${makePrintable(result.title)}"`, Math.max(20, (options.width ?? DEFAULT_WIDTH) - 4))
  const path = paint.bold(makePrintable(result.path))
  const name = result.path === '' ? title : result.path === result.title ? path : `${path}  ${title}`
  const { note, below } = renderLines(result)
  const head = `  ${paint[colour](`${sign} ${result.kind.padEnd(WORD_WIDTH)}`)}  ${name}${note === '' ? '' : `  ${paint.dim(note)}`}`
  return [head, ...below.map((line) => `      ${line}`)]
}

function renderLines(result: ActionResult): { readonly note: string; readonly below: readonly string[] } {
  switch (result.kind) {
    case 'unchanged':
      return { note: makePrintable(result.url), below: [] }
    case 'created':
    case 'deleted':
    case 'unpublished':
      return { note: makePrintable(result.url), below: [...renderEmail(result.email), ...listWarnings(result)] }
    case 'updated':
    case 'adopted':
      return {
        note: result.fields.join(', '),
        below: [makePrintable(result.url), ...renderEmail(result.email), ...listWarnings(result)],
      }
    case 'conflict':
      return { note: '', below: withHint(makePrintable(result.url), explainResult(result)) }
    case 'failed':
      return { note: makePrintable(result.code), below: withHint(undefined, result) }
    case 'held':
      return { note: 'not written', below: withHint(undefined, explainResult(result)) }
    case 'blocked':
      return { note: 'has errors, not written', below: [] }
    case 'skipped':
      return { note: makePrintable(explainResult(result).message), below: [] }
  }
}

function renderEmail(email: SentEmail | undefined): string[] {
  if (email === undefined) return []
  if (email.at === undefined) return [`e-mail sent: ${describeEmail(email)}`]
  const who = email.segment === 'all' ? '' : ` (${makePrintable(email.segment)})`
  return [`e-mail to newsletter "${makePrintable(email.newsletter)}"${who} goes out on ${makePrintable(email.at)}`]
}

function listWarnings(result: WrittenResult): string[] {
  return explainWarnings(result).map((warning) => `warning: ${makePrintable(warning)}`)
}

function withHint(url: string | undefined, { message, hint }: ReasonText): string[] {
  const lines = [...message.split(/\r?\n/), ...(hint?.split(/\r?\n/) ?? [])].map(makePrintable)
  return url === undefined ? lines : [url, ...lines]
}
