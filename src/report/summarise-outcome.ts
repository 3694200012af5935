import picocolors from 'picocolors'
import type { ActionResult, SiteOutcome } from '../publish/site-outcome.ts'
import { countNoun } from './count-noun.ts'

const WORDING: readonly (readonly [ActionResult['kind'], string, string])[] = [
  ['created', 'created', 'created'],
  ['updated', 'updated', 'updated'],
  ['adopted', 'taken over', 'taken over'],
  ['deleted', 'deleted', 'deleted'],
  ['unpublished', 'unpublished', 'unpublished'],
  ['unchanged', 'unchanged', 'unchanged'],
  ['conflict', 'conflict', 'conflicts'],
  ['failed', 'failed', 'failed'],
  ['blocked', 'with errors', 'with errors'],
  ['held', 'held back', 'held back'],
  ['skipped', 'skipped', 'skipped'],
]

const ALARMING: ReadonlySet<ActionResult['kind']> = new Set(['conflict', 'failed', 'blocked', 'held'])

/** One site's push in one line: `3 created, 12 unchanged, 1 conflict, 4 uploads (9 reads, 7 writes, 2.3 s)`. */
export function summariseOutcome(outcome: SiteOutcome, { colour }: { readonly colour: boolean }): string {
  const paint = picocolors.createColors(colour)
  const counts = WORDING.flatMap(([kind, one, many]) => {
    const count = outcome.results.filter((result) => result.kind === kind).length
    const text = `${count} ${count === 1 ? one : many}`
    return count === 0 ? [] : [ALARMING.has(kind) ? paint.red(text) : text]
  })
  const sent = outcome.results.filter((result) => 'email' in result && result.email !== undefined).length
  const emails = sent === 0 ? [] : [countNoun(sent, 'e-mail')]
  const uploads = outcome.uploads === 0 ? [] : [countNoun(outcome.uploads, 'upload')]
  const failed =
    outcome.failure === undefined ? [] : [paint.red(counts.length === 0 ? 'failed' : 'failed before the end')]
  const said = [...failed, ...counts, ...emails, ...uploads]
  const { reads, writes } = outcome.requests
  const cost = `(${countNoun(reads, 'read')}, ${countNoun(writes, 'write')}, ${describeDuration(outcome.milliseconds)})`
  return `${said.length === 0 ? 'no posts' : said.join(', ')} ${paint.dim(cost)}`
}

function describeDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`
}
