import picocolors from 'picocolors'
import type { Action } from '../../diff/plan.ts'
import type { FieldName } from '../../model/fields.ts'
import { makePrintable } from '../../model/text.ts'
import { describeAge, describeMoment } from '../text/describe-age.ts'
import { chooseGlyph, DEFAULT_WIDTH } from '../text/report-options.ts'
import { shortenText } from '../text/width.ts'
import { describeEmail, describeValue } from './describe-value.ts'
import { explainAction } from './explain-action.ts'
import { type ChangesOptions, renderChanges } from './render-changes.ts'
import { renderLosses } from './render-losses.ts'

export interface ActionOptions extends ChangesOptions {
  /** Now, to show the age of posts that are removed. */
  readonly now: Date
}

type Colours = ReturnType<typeof picocolors.createColors>

const INDENT = '      '

/** Renders one action of a plan: its line, and below it what changes, what stays and what can be done. */
export function renderAction(action: Action, options: ActionOptions): string[] {
  const paint = picocolors.createColors(options.colour)
  const inner = { ...options, width: (options.width ?? DEFAULT_WIDTH) - INDENT.length }
  const { note, advice } = explainAction(action)
  const glyph = chooseGlyph(action)
  const page = action.type === 'page' ? paint.dim('  (page)') : ''
  const head = `  ${paint[glyph.colour](glyph.sign)} ${nameAction(action, options)}${page}${note === undefined ? '' : `  ${paint.dim(note)}`}`
  const moved =
    'renamedFrom' in action && action.renamedFrom !== undefined ? [`→ was ${makePrintable(action.renamedFrom)}`] : []
  const below = [
    ...moved,
    ...whereabouts(action, options),
    ...renderEmail(action, paint),
    ...nameEditor(action, options),
    ...renderFields(action, inner),
    ...renderLost(action),
    ...(action.kind === 'update' ? renderLosses(action.losses ?? [], options.diff) : []).map((one) =>
      paint.yellow(one),
    ),
    ...('drifts' in action ? renderChanges(action.drifts, 'drift', inner) : []),
    ...advice.map((sentence) => paint.dim(sentence)),
  ]
  return [head, ...below.map((line) => (line === '' ? '' : `${INDENT}${line}`))]
}

/**
 * Names an action by path and title, as far as they are known: a post that has lost its stamp has no path, a file that cannot be read has no title.
 */
function nameAction({ path, title }: Action, { colour, width = DEFAULT_WIDTH }: ActionOptions): string {
  const quoted = shortenText(`"${makePrintable(title)}"`, Math.max(20, width - 4))
  if (path === '') return quoted
  const name = picocolors.createColors(colour).bold(makePrintable(path))
  return title === path ? name : `${name}  ${quoted}`
}

/** Renders the post's address where a reader should look at the post before agreeing. */
function whereabouts(action: Action, { now }: ActionOptions): string[] {
  switch (action.kind) {
    case 'conflict':
    case 'unowned':
      return [makePrintable(action.url)]
    case 'delete':
    case 'unpublish':
    case 'orphan':
      return [`${makePrintable(action.url)}  ${makePrintable(describeAge(action.publishedAt, now))}`]
    default:
      return []
  }
}

/** Names the editor where the plan keeps, overwrites or reports that person's changes. */
function nameEditor(action: Action, { now, colour }: ActionOptions): string[] {
  if (!('edited' in action) || action.edited === undefined) return []
  const { by, at } = action.edited
  const what = action.kind === 'gone' ? 'deleted' : 'last edited'
  const who = by === undefined ? '' : ` by ${makePrintable(by)}`
  const when = `${makePrintable(describeMoment(at, now))} (${makePrintable(at.replace(/\.000Z$/, 'Z'))})`
  return [picocolors.createColors(colour).dim(`${what} in Ghost${who}, ${when}`)]
}

/** Renders the e-mail. What cannot be undone stands first, and in a colour. */
function renderEmail(action: Action, paint: Colours): string[] {
  if (action.kind !== 'create' && action.kind !== 'update') return []
  const { email } = action
  if (email === undefined) return []
  if (email.kind === 'sent-before') return [paint.dim('no e-mail: the post came out before, and is sent once at most')]
  return [
    `${paint.magenta('e-mail')} to ${describeEmail(email)}`,
    paint.dim('push sends it with --send-email or a yes on a terminal; until then the post waits.'),
  ]
}

function renderLost(action: Action): string[] {
  const lost = action.kind === 'update' ? (action.lost ?? []) : []
  return lost.map((url) => `${makePrintable(url)} is gone from the site; its file is uploaded again`)
}

function renderFields(action: Action, options: ChangesOptions): string[] {
  switch (action.kind) {
    case 'create':
      return options.verbose === true ? renderPayload(action.payload.fields, options.width ?? DEFAULT_WIDTH) : []
    case 'update':
      return renderChanges(action.changes, 'update', options)
    case 'conflict':
      return renderChanges(action.conflicts, 'conflict', options)
    case 'unowned':
      return renderChanges(action.differences, 'conflict', options)
    default:
      return []
  }
}

function renderPayload(
  fields: Partial<Record<FieldName, Parameters<typeof describeValue>[0]>>,
  width: number,
): string[] {
  const entries = Object.entries(fields)
  const names = Math.max(0, ...entries.map(([field]) => field.length))
  return entries.map(
    ([field, value]) => `${field.padEnd(names)}  ${shortenText(describeValue(value), width - names - 2)}`,
  )
}
