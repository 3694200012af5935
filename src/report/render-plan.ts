import picocolors from 'picocolors'
import type { Action, Plan, SitePlan } from '../diff/plan.ts'
import type { Problem } from '../problem.ts'
import { chooseGlyph, type Glyph } from './choose-glyph.ts'
import { explainRefusal } from './explain-refusal.ts'
import { makePrintable } from './make-printable.ts'
import { type ActionOptions, renderAction } from './render-action.ts'
import { renderProblems } from './render-problems.ts'
import { summariseSite } from './summarise-site.ts'

export interface PlanOptions extends ActionOptions {
  /** What time it is on a site. @default `now` on each */
  readonly readTime?: (site: string) => Date
  /** Whether the problems follow; false where the caller prints them elsewhere. @default true */
  readonly problems?: boolean
}

const KEPT =
  'kept as in Ghost: edited there, and the edit stays. Changing that field in the file too makes it a conflict.'
const LEFT =
  "its file is gone: policies.onRemove says what becomes of such a post; while it is 'report', ghost-sync push --prune deletes it."
/** `--prune` was given, and still they stay: without a word about it, that looks like a bug. */
const LEFT_DESPITE_PRUNE =
  'its file is gone: a run that paths or --site narrow removes nothing, and a draft is not unpublished again.'

/**
 * A plan for people: per site a line per action with what it changes, then the problems, a legend of the signs used, and a summary line
 * per site last, where a terminal leaves the eye. Unchanged posts are only counted, unless `verbose`, or when an edit in Ghost is kept.
 */
export function renderPlan(plan: Plan, options: PlanOptions): string {
  const paint = picocolors.createColors(options.colour)
  const shown = plan.sites.map((site) => ({ site, actions: site.actions.filter((action) => isShown(action, options)) }))
  const blocks = [
    ...shown.flatMap(({ site, actions }) => renderSite(site, actions, options)),
    ...(options.problems === false ? [] : [renderProblems(collectProblems(plan), options).trimEnd()]),
    renderLegend(
      shown.flatMap(({ actions }) => actions),
      plan.request.flags.prune,
      options,
    ),
    plan.sites.map((site) => `${paint.bold(makePrintable(site.site))}: ${summariseSite(site)}`).join('\n'),
  ]
  const text = blocks.filter((block) => block !== '').join('\n\n')
  return text === '' ? '' : `${text}\n`
}

function isShown(action: Action, { verbose = false }: PlanOptions): boolean {
  return action.kind !== 'unchanged' || verbose || action.drifts.length > 0
}

function renderSite(site: SitePlan, actions: readonly Action[], options: PlanOptions): string[] {
  if (actions.length === 0 && site.removalRefused === undefined) return []
  const paint = picocolors.createColors(options.colour)
  const heading = `${paint.bold(makePrintable(site.site))}  ${paint.dim(makePrintable(site.url))}`
  const own = { ...options, now: options.readTime?.(site.site) ?? options.now }
  const lines = [heading, ...actions.flatMap((action) => renderAction(action, own))]
  if (site.removalRefused === undefined) return [lines.join('\n')]
  const { message, cure } = explainRefusal(site.removalRefused)
  return [[...lines, `  ${paint.red('refused')}  ${message}`, `      ${cure}`].join('\n')]
}

/** Every problem of every site, once: a blocked action carries its own besides. */
function collectProblems(plan: Plan): Problem[] {
  return plan.sites.flatMap((site) => [
    ...site.problems,
    ...site.actions.flatMap((action) => (action.kind === 'blocked' ? action.problems : [])),
  ])
}

function renderLegend(actions: readonly Action[], prune: boolean, options: PlanOptions): string {
  const paint = picocolors.createColors(options.colour)
  const glyphs = [...new Set<Glyph>(actions.map(chooseGlyph))]
  const signs = glyphs.map(({ sign, meaning }) => `${sign} ${meaning}`).join('   ')
  const hasDrift = actions.some((action) => 'drifts' in action && action.drifts.length > 0)
  const isLeft = actions.some((action) => action.kind === 'orphan' && action.reason === 'policy')
  const lines = [
    ...(signs === '' ? [] : [signs]),
    ...(hasDrift ? [KEPT] : []),
    ...(isLeft ? [prune ? LEFT_DESPITE_PRUNE : LEFT] : []),
  ]
  return lines.map((line) => paint.dim(line)).join('\n')
}
