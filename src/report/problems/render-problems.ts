import picocolors from 'picocolors'
import type { Problem } from '../../model/problem.ts'
import { countNoun, makePrintable } from '../../model/text.ts'
import { groupProblems, type MergedProblem, mergeProblems, type ProblemGroup } from './merge-problems.ts'

export interface ProblemOptions {
  readonly colour: boolean
  /** Whether to list every problem, however many there are. @default false */
  readonly verbose?: boolean | undefined
}

/** So many problems are listed one by one, which takes some 20 lines; more are grouped by kind, so that the first look at a repository is one screen. */
const MOST_LISTED = 10

/**
 * Renders content problems. A few are listed by file and in the order of lines: `file:line  error  message`, and the hint below. Many are grouped by
 * kind: how many in how many files, the first of them, and its hint. A problem that several sites share is shown once. Ends with a count; the text is
 * empty when there are no problems.
 */
export function renderProblems(problems: readonly Problem[], options: ProblemOptions): string {
  const merged = mergeProblems(problems)
  if (merged.length === 0) return ''
  const isListed = options.verbose === true || merged.length <= MOST_LISTED
  const body = isListed ? listByFile(merged, options) : listByKind(merged, options)
  return `${body}\n\n${renderCounts(merged, isListed, options)}\n`
}

function listByFile(problems: readonly MergedProblem[], { colour }: ProblemOptions): string {
  const byFile = new Map<string, string[]>()
  for (const problem of problems) {
    const lines = byFile.get(problem.file) ?? []
    lines.push(...renderProblem(problem, colour))
    byFile.set(problem.file, lines)
  }
  return [...byFile.values()].map((lines) => lines.join('\n')).join('\n\n')
}

function renderProblem(problem: MergedProblem, colour: boolean): string[] {
  const { severity, code, message, hint, sites, isFixable } = problem
  const paint = picocolors.createColors(colour)
  const place = renderPlace(problem)
  const label = severity === 'error' ? paint.red('error') : paint.yellow('warning')
  const about = sites.length === 0 ? '' : `  [${sites.map(makePrintable).join(', ')}]`
  const head = [...(place === '' ? [] : [paint.bold(place)]), label, makePrintable(message)].join('  ')
  const fix = isFixable === true ? ` ${paint.cyan('`check --fix` does it.')}` : ''
  return [`${head}${about}  ${paint.dim(`(${makePrintable(code)})`)}`, `    ${makePrintable(hint)}${fix}`]
}

function renderPlace({ file, line }: MergedProblem): string {
  return `${makePrintable(file)}${line === undefined ? '' : `:${line}`}`
}

/** Kinds that get their lines; rarer ones are only named, with their number. */
const MOST_KINDS = 12
const MOST_SUBJECTS = 8

function listByKind(problems: readonly MergedProblem[], options: ProblemOptions): string {
  const groups = groupProblems(problems)
  const rest = groups.slice(MOST_KINDS)
  const named = rest.map(({ code, severity, problems: { length } }) => `${code} (${countNoun(length, severity)})`)
  const more = rest.length === 0 ? [] : [`and ${makePrintable(named.join(', '))}`]
  return [...groups.slice(0, MOST_KINDS).flatMap((group) => renderGroup(group, options)), ...more].join('\n')
}

/** Renders a kind in three lines, or four where the problems are about things with names. */
function renderGroup(group: ProblemGroup, { colour }: ProblemOptions): string[] {
  const { severity, code, problems, files, fixable, subjects } = group
  const [first] = problems
  if (first === undefined) return []
  const paint = picocolors.createColors(colour)
  const count = countNoun(problems.length, severity)
  const label = severity === 'error' ? paint.red(count) : paint.yellow(count)
  const fix = fixable === 0 ? '' : `, ${paint.cyan(`--fix mends ${fixable === problems.length ? 'all' : fixable}`)}`
  const shown = subjects.slice(0, MOST_SUBJECTS).map(([subject, times]) => `${makePrintable(subject)} ${times}`)
  const left = subjects.length - shown.length
  if (left > 0) shown.push(`and ${left} more`)
  return [
    `${label} in ${countNoun(files, 'file')}${fix}  ${paint.dim(`(${makePrintable(code)})`)}`,
    ...(subjects.length < 2 ? [] : [`    ${shown.join(', ')}`]),
    `    ${paint.bold(renderPlace(first))}  ${makePrintable(first.message)}`,
    `    ${makePrintable(first.hint)}`,
  ]
}

function renderCounts(problems: readonly MergedProblem[], isListed: boolean, { colour }: ProblemOptions): string {
  const paint = picocolors.createColors(colour)
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const warnings = problems.length - errors
  const fixable = problems.filter(({ isFixable }) => isFixable === true).length
  const files = new Set(problems.map(({ file }) => file)).size
  const counts = [
    ...(errors > 0 ? [paint.red(countNoun(errors, 'error'))] : []),
    ...(warnings > 0 ? [paint.yellow(countNoun(warnings, 'warning'))] : []),
  ]
  const notes = [
    ...(isListed ? [] : ['--verbose lists each']),
    ...(fixable === 0 ? [] : [`\`check --fix\` mends ${fixable} of them`]),
  ]
  return [`${counts.join(', ')} in ${countNoun(files, 'file')}`, ...notes].join('; ')
}
