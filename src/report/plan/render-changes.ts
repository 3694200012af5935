import picocolors from 'picocolors'
import type { FieldChange } from '../../diff/plan.ts'
import { DEFAULT_WIDTH, type ReportOptions } from '../text/report-options.ts'
import { measureWidth, shortenPair, shortenText } from '../text/width.ts'
import { diffBody, renderBodyDiff } from './body-diff.ts'
import { describeValue } from './describe-value.ts'

export interface ChangesOptions extends ReportOptions {
  /**
   * Whether a changed body is shown in full, line by line. Otherwise its changes are counted, or, where an editor made them, the beginning is shown.
   */
  readonly diff: boolean
}

/** `update`: Ghost's value becomes the file's. `conflict`: both sides are shown, and neither wins. `drift`: Ghost's value stays. */
export type ChangesStyle = 'update' | 'conflict' | 'drift'

/** Lines of a text that an editor changed, shown without `--diff`: enough to see what it is about. */
const SHOWN_LINES = 12

/** Renders the fields of an action as lines without indentation; `options.width` is the width that is left. */
export function renderChanges(changes: readonly FieldChange[], style: ChangesStyle, options: ChangesOptions): string[] {
  const names = Math.max(0, ...changes.map(({ field }) => field.length))
  return changes.flatMap((change) => [
    ...renderChange(change, style, names, options),
    ...renderText(change, style, options),
  ])
}

function renderChange(change: FieldChange, style: ChangesStyle, names: number, options: ChangesOptions): string[] {
  const paint = picocolors.createColors(options.colour)
  const width = options.width ?? DEFAULT_WIDTH
  if (isBody(change)) {
    const count = countLines(change, style)
    return style === 'drift'
      ? [paint.dim(`kept as in Ghost: body (${count} against the file)`)]
      : [`${'body'.padEnd(names)}  ${count}`]
  }
  const [remote, local] = [describeValue(change.remote), describeValue(change.local)]
  const { field } = change
  switch (style) {
    case 'update': {
      const { first, second } = shortenPair(remote, local, width - names - 6)
      return [`${field.padEnd(names)}  ${paint.red(first)} -> ${paint.green(second)}`]
    }
    case 'conflict': {
      // Both sides get equal room, so that a reader can compare them.
      const { first, second } = shortenPair(remote, local, 2 * (width - 9))
      const cut = (text: string) => (measureWidth(text) > width - 9 ? shortenText(text, width - 9) : text)
      return [field, `  Ghost  ${cut(first)}`, `  file   ${cut(second)}`]
    }
    case 'drift': {
      const { first, second } = shortenPair(remote, local, width - field.length - 32)
      return [paint.dim(`kept as in Ghost: ${field} ${first} (file says ${second})`)]
    }
  }
}

function renderText(change: FieldChange, style: ChangesStyle, options: ChangesOptions): string[] {
  // The text of an update can be looked up in the file; what an editor wrote can only be seen here.
  if (!isBody(change) || (style === 'update' && !options.diff)) return []
  const paint = picocolors.createColors(options.colour)
  const all = renderBodyDiff(diffBody(...sides(change, style)), options).map((line) => `  ${line}`.trimEnd())
  const rest = options.diff || all.length <= SHOWN_LINES + 1 ? 0 : all.length - SHOWN_LINES
  const lines =
    rest === 0 ? all : [...all.slice(0, SHOWN_LINES), paint.dim(`  and ${rest} more lines: --diff shows them`)]
  if (lines.length === 0 || style === 'update') return lines
  return [paint.dim(style === 'drift' ? '  - file, + Ghost' : '  - Ghost, + file'), ...lines]
}

function countLines(change: FieldChange, style: ChangesStyle): string {
  const { added, removed } = diffBody(...sides(change, style))
  if (added + removed === 0) return 'differs in ways that its text does not show'
  return `+${added} -${removed} lines`
}

/** Returns the older and the newer side. An edit that stays is the newer side; elsewhere that is the file. */
function sides(change: FieldChange, style: ChangesStyle): [string, string] {
  const [remote, local] = [textOf(change.remote), textOf(change.local)]
  return style === 'drift' ? [local, remote] : [remote, local]
}

function isBody({ field }: FieldChange): boolean {
  return field === 'body'
}

function textOf(value: FieldChange['local']): string {
  return typeof value === 'object' && value !== null && 'kind' in value ? value.text : ''
}
