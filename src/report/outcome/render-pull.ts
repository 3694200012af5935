import picocolors from 'picocolors'
import { countNoun, makePrintable } from '../../model/text.ts'
import type { PullOutcome, PullResult } from '../../pull/pull-context.ts'
import { renderFailure } from '../problems/render-failure.ts'
import { GLYPHS, type Glyph, type ReportOptions } from '../text/report-options.ts'

const PULL_GLYPHS: Readonly<Record<PullResult['kind'], Glyph>> = {
  created: GLYPHS.create,
  updated: GLYPHS.update,
  unchanged: GLYPHS.unchanged,
  conflict: GLYPHS.conflict,
  differs: GLYPHS.leftAlone,
  refused: GLYPHS.blocked,
  failed: GLYPHS.blocked,
  skipped: GLYPHS.leftAlone,
}

const WORDS: readonly (readonly [PullResult['kind'], string])[] = [
  ['created', 'new'],
  ['updated', 'updated'],
  ['unchanged', 'unchanged'],
  ['conflict', 'with conflicts'],
  ['differs', 'still differing'],
  ['refused', 'refused'],
  ['failed', 'failed'],
  ['skipped', 'left'],
]

/** Renders what a pull did, for people: per site a line per file that something happened to, then a summary line per site. */
export function renderPull(
  outcomes: readonly PullOutcome[],
  options: ReportOptions & { readonly dryRun: boolean },
): string {
  const paint = picocolors.createColors(options.colour)
  const blocks = outcomes.flatMap((outcome) => renderSite(outcome, options))
  const summaries = outcomes.map((outcome) => `${paint.bold(makePrintable(outcome.site))}: ${summarise(outcome)}`)
  const note = options.dryRun ? ['Nothing was written.'] : []
  return `${[...blocks, [...summaries, ...note].join('\n')].join('\n\n')}\n`
}

function renderSite({ site, url, results, failure }: PullOutcome, options: ReportOptions): string[] {
  const paint = picocolors.createColors(options.colour)
  const shown = results.filter(({ kind }) => kind !== 'unchanged' || options.verbose === true)
  if (shown.length === 0 && failure === undefined) return []
  const lines = [`${paint.bold(makePrintable(site))}  ${paint.dim(makePrintable(url))}`]
  for (const result of shown) lines.push(...renderResult(result, options))
  if (failure !== undefined) {
    const text = renderFailure(failure, { colour: options.colour, verbose: false }).trimEnd()
    lines.push(...text.split('\n').map((line) => `  ${line}`))
  }
  return [lines.join('\n')]
}

function renderResult(result: PullResult, { colour }: ReportOptions): string[] {
  const paint = picocolors.createColors(colour)
  const { sign, colour: shade } = PULL_GLYPHS[result.kind]
  const fields = result.fields.length === 0 ? '' : `  ${paint.dim(result.fields.join(', '))}`
  const head = `  ${paint[shade](sign)} ${paint.bold(makePrintable(result.path))}  "${makePrintable(result.title)}"${fields}`
  const below = [result.message, result.hint, ...(result.notes ?? [])].flatMap((text) => text ?? [])
  const left = listLeft(result.left)
  return [head, ...[...below, ...left].map((line) => `      ${makePrintable(line)}`)]
}

function summarise({ results, files, failure }: PullOutcome): string {
  const counts = WORDS.flatMap(([kind, word]) => {
    const count = results.filter((result) => result.kind === kind).length
    return count === 0 ? [] : [`${count} ${word}`]
  })
  const said = [
    ...(failure === undefined ? [] : ['failed']),
    ...counts,
    ...(files === 0 ? [] : [countNoun(files, 'file')]),
  ]
  return said.length === 0 ? 'nothing to pull' : said.join(', ')
}

/** If more addresses than this share a reason, they are counted and the first of them is named; `--json` has them all. */
const MOST_ADDRESSES = 5

function listLeft(left: PullResult['left']): string[] {
  return [...new Set(left.map(({ reason }) => reason))].flatMap((reason) => {
    const same = left.filter((one) => one.reason === reason)
    const lines = same.map(({ url }) => `stays on the site: ${url} (${reason})`)
    if (same.length <= MOST_ADDRESSES) return lines
    return [`${same.length} files stay on the site (${reason}): ${same[0]?.url} and others`]
  })
}
