import picocolors from 'picocolors'
import type { Action, Plan, RemovalRefusal, SitePlan } from '../../diff/plan.ts'
import type { Problem } from '../../model/problem.ts'
import { countNoun, makePrintable } from '../../model/text.ts'
import { renderProblems } from '../problems/render-problems.ts'
import { renderJson } from '../text/json.ts'
import { chooseGlyph, type Glyph } from '../text/report-options.ts'
import { type ActionOptions, renderAction } from './render-action.ts'

const WORDING: readonly (readonly [Action['kind'], string, string])[] = [
  ['create', 'to create', 'to create'],
  ['update', 'to update', 'to update'],
  ['delete', 'to delete', 'to delete'],
  ['unpublish', 'to unpublish', 'to unpublish'],
  ['gone', 'deleted in Ghost', 'deleted in Ghost'],
  ['unchanged', 'unchanged', 'unchanged'],
  ['conflict', 'conflict', 'conflicts'],
  ['unowned', 'not ours', 'not ours'],
  ['blocked', 'with errors', 'with errors'],
  ['orphan', 'without a file', 'without a file'],
]

/** Summarises in one line what a push would do to a site: `3 to create, 1 to update, 12 unchanged, 1 conflict`. */
export function summariseSite({ actions, problems }: SitePlan): string {
  if (actions.length === 0) return 'Nothing to do: no posts here, and none there.'
  const edits = actions.flatMap((action) => ('drifts' in action ? action.drifts : [])).length
  const kept = edits === 0 ? '' : `${countNoun(edits, 'edit')} in Ghost kept`
  const copies = problems.filter(({ code }) => code === 'post/copied').length
  const second = copies === 0 ? [] : [countNoun(copies, 'duplicate')]
  if (copies === 0 && actions.every(({ kind }) => kind === 'unchanged')) {
    const match = actions.length === 1 ? 'the only post matches' : `all ${actions.length} posts match`
    return `Nothing to do: ${match}${kept === '' ? '' : `, ${kept}`}.`
  }
  const counts = WORDING.flatMap(([kind, one, many]) => {
    const count = actions.filter((action) => action.kind === kind).length
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
  })
  const sent = actions.filter((action) => 'email' in action && action.email?.kind === 'send').length
  const emails = sent === 0 ? [] : [`${countNoun(sent, 'e-mail')} to send`]
  return [...counts, ...second, ...emails, ...(kept === '' ? [] : [kept])].join(', ')
}

/** Explains why nothing is removed, and how to allow it. */
export function explainRemovalRefusal(refusal: RemovalRefusal): { readonly message: string; readonly hint: string } {
  const posts = countNoun(refusal.posts, 'post')
  switch (refusal.kind) {
    case 'unhealthy-scan':
      return {
        message: `${posts} would be removed, but ${makePrintable(refusal.detail)}, so what is gone cannot be told from what was not read.`,
        hint: 'Mend that, and the removals are planned again. No flag lifts this.',
      }
    case 'too-many':
      return {
        message: `${posts} would be removed, more than the limit of ${refusal.limit}. A moved folder looks just like this.`,
        hint: `If they really are to go: --max-deletes ${refusal.posts}, for this push alone.`,
      }
  }
}

export interface RenderPlanOptions extends ActionOptions {
  /** Gives the time on a site. @default `now` on each */
  readonly readTime?: (site: string) => Date
  /** Whether the problems are included; false where the caller prints them elsewhere. @default true */
  readonly problems?: boolean
  /** Whether every problem is listed, however many there are. @default `verbose` */
  readonly everyProblem?: boolean
}

const KEPT =
  'kept as in Ghost: edited there, and the edit stays. Changing that field in the file too makes it a conflict.'
const LEFT =
  "its file is gone: policies.onRemove says what becomes of such a post; while it is 'report', ghost-sync push --prune deletes it."
/** Explains posts that stay although `--prune` was given: without it, that would look like a bug. */
const LEFT_DESPITE_PRUNE =
  'its file is gone: a run that paths or --site narrow removes nothing, and a draft is not unpublished again.'

/**
 * Renders a plan for people: per site a line per action with what it changes, then the problems, a legend of the signs used, and a summary line per
 * site last, where the eye is on a terminal. Unchanged posts are only counted, unless `verbose` is set or an edit in Ghost is kept.
 */
export function renderPlan(plan: Plan, options: RenderPlanOptions): string {
  const paint = picocolors.createColors(options.colour)
  const shown = plan.sites.map((site) => ({ site, actions: site.actions.filter((action) => isShown(action, options)) }))
  const blocks = [
    ...shown.flatMap(({ site, actions }) => renderSite(site, actions, options)),
    ...(options.problems === false
      ? []
      : [
          renderProblems(collectProblems(plan), {
            ...options,
            verbose: options.everyProblem ?? options.verbose,
          }).trimEnd(),
        ]),
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

function isShown(action: Action, { verbose = false }: RenderPlanOptions): boolean {
  return action.kind !== 'unchanged' || verbose || action.drifts.length > 0
}

function renderSite(site: SitePlan, actions: readonly Action[], options: RenderPlanOptions): string[] {
  if (actions.length === 0 && site.removalRefused === undefined) return []
  const paint = picocolors.createColors(options.colour)
  const heading = `${paint.bold(makePrintable(site.site))}  ${paint.dim(makePrintable(site.url))}`
  const own = { ...options, now: options.readTime?.(site.site) ?? options.now }
  const lines = [heading, ...actions.flatMap((action) => renderAction(action, own))]
  if (site.removalRefused === undefined) return [lines.join('\n')]
  const { message, hint } = explainRemovalRefusal(site.removalRefused)
  return [[...lines, `  ${paint.red('refused')}  ${message}`, `      ${hint}`].join('\n')]
}

/** Collects every problem of every site once: a blocked action carries its own in addition. */
function collectProblems(plan: Plan): Problem[] {
  return plan.sites.flatMap((site) => [
    ...site.problems,
    ...site.actions.flatMap((action) => (action.kind === 'blocked' ? action.problems : [])),
  ])
}

function renderLegend(actions: readonly Action[], prune: boolean, options: RenderPlanOptions): string {
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

/**
 * Renders the whole plan as JSON, which `plan --json` prints and `plan --out` saves for `push --plan`. It is not redacted here: it holds what will be
 * published, byte for byte, and a checksum in a post looks like a key. Whoever writes it redacts the run's own keys (`CommandIo.data`,
 * `CommandIo.redact`). Ends with a newline.
 */
export function renderPlanJson(plan: Plan): string {
  return renderJson(plan)
}
