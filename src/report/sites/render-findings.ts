import picocolors from 'picocolors'
import { countNoun, makePrintable } from '../../model/text.ts'
import { renderJson } from '../text/json.ts'

/** One finding of `doctor`. */
export interface ReportedFinding {
  readonly kind: 'ok' | 'warning' | 'error'
  /** The name of the check, one or two words: `admin key`, `clock`. */
  readonly check: string
  /** What was found, one sentence. */
  readonly message: string
  /** What to do about it, one sentence. */
  readonly hint?: string | undefined
  /** Name of the site; absent for a finding about the project as a whole. */
  readonly site?: string | undefined
}

const SIGNS = {
  ok: { sign: '✓', colour: 'green' },
  warning: { sign: '!', colour: 'yellow' },
  error: { sign: '✗', colour: 'red' },
} as const

/** Renders what `doctor` found: the project first, then site by site, each with its hint, and a count at the end. */
export function renderFindings(findings: readonly ReportedFinding[], { colour }: { readonly colour: boolean }): string {
  const paint = picocolors.createColors(colour)
  const width = Math.max(0, ...findings.map(({ check }) => makePrintable(check).length))
  const groups = new Map<string | undefined, ReportedFinding[]>([[undefined, []]])
  for (const finding of findings) groups.set(finding.site, [...(groups.get(finding.site) ?? []), finding])
  const blocks = [...groups].flatMap(([site, own]) => {
    const heading = site === undefined ? [] : [paint.bold(makePrintable(site))]
    const lines = own.flatMap((finding) => renderFinding(finding, width, colour))
    return lines.length === 0 ? [] : [[...heading, ...lines].join('\n')]
  })
  return `${[...blocks, summarise(findings, colour)].join('\n\n')}\n`
}

function renderFinding({ kind, check, message, hint }: ReportedFinding, width: number, colour: boolean): string[] {
  const paint = picocolors.createColors(colour)
  const { sign, colour: shade } = SIGNS[kind]
  // A failure's message, which often appears here, may have several lines.
  const [first = '', ...rest] = [message, ...(hint === undefined ? [] : [hint])].flatMap((text) => text.split(/\r?\n/))
  const head = `  ${paint[shade](sign)} ${makePrintable(check).padEnd(width)}  ${makePrintable(first)}`
  return [head, ...rest.map((line) => `${' '.repeat(width + 6)}${makePrintable(line)}`)]
}

function summarise(findings: readonly ReportedFinding[], colour: boolean): string {
  const paint = picocolors.createColors(colour)
  const count = (kind: ReportedFinding['kind']) => findings.filter((finding) => finding.kind === kind).length
  const [errors, warnings] = [count('error'), count('warning')]
  if (errors + warnings === 0) return paint.green(`All ${countNoun(findings.length, 'check')} passed.`)
  return [
    `${countNoun(count('ok'), 'check')} passed`,
    ...(warnings > 0 ? [paint.yellow(countNoun(warnings, 'warning'))] : []),
    ...(errors > 0 ? [paint.red(countNoun(errors, 'error'))] : []),
  ].join(', ')
}

/** Renders what `doctor --json` prints; it has a version, as the plan has. Ends with a newline. */
export function renderFindingsJson(findings: readonly ReportedFinding[]): string {
  return renderJson({ kind: 'ghost-sync-findings', version: 1, findings })
}
