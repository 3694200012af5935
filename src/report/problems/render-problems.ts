import picocolors from 'picocolors'
import type { Problem } from '../../model/problem.ts'
import { countNoun, makePrintable } from '../../model/text.ts'

interface MergedProblem extends Omit<Problem, 'site'> {
  /** Names of the sites that have the problem; empty when it holds for every site. */
  readonly sites: readonly string[]
}

/**
 * Merges equal problems and sorts them by file and line. A problem about every site is in the plan of each, and one author missing on three sites is
 * one mistake.
 */
export function mergeProblems(problems: readonly Problem[]): MergedProblem[] {
  const byText = new Map<string, MergedProblem>()
  for (const { site, ...problem } of problems) {
    const { severity, code, file, line, message, hint } = problem
    const key = JSON.stringify([severity, code, file, line, message, hint, site === undefined])
    const sites = [...(byText.get(key)?.sites ?? []), ...(site === undefined ? [] : [site])]
    byText.set(key, { ...problem, sites: [...new Set(sites)] })
  }
  return [...byText.values()].sort(compareProblems)
}

/** Compares by code units, not by locale: the same problems print the same on every machine. */
function compareProblems(one: MergedProblem, other: MergedProblem): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1
  return (one.line ?? 0) - (other.line ?? 0)
}

/**
 * Renders all content problems, grouped by file and in the order of lines: `file:line  error  message`, and the hint below. A problem that several
 * sites share is shown once. Ends with a count; the text is empty when there are no problems.
 */
export function renderProblems(problems: readonly Problem[], { colour }: { readonly colour: boolean }): string {
  const merged = mergeProblems(problems)
  if (merged.length === 0) return ''
  const paint = picocolors.createColors(colour)
  const byFile = new Map<string, string[]>()
  for (const problem of merged) {
    const lines = byFile.get(problem.file) ?? []
    lines.push(...renderProblem(problem, colour))
    byFile.set(problem.file, lines)
  }
  const groups = [...byFile.values()]
  const errors = merged.filter(({ severity }) => severity === 'error').length
  const warnings = merged.length - errors
  const counts = [
    ...(errors > 0 ? [paint.red(countNoun(errors, 'error'))] : []),
    ...(warnings > 0 ? [paint.yellow(countNoun(warnings, 'warning'))] : []),
  ]
  const footer = `${counts.join(', ')} in ${countNoun(groups.length, 'file')}`
  return `${[...groups, [footer]].map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function renderProblem({ severity, code, file, line, message, hint, sites }: MergedProblem, colour: boolean): string[] {
  const paint = picocolors.createColors(colour)
  const place = `${makePrintable(file)}${line === undefined ? '' : `:${line}`}`
  const label = severity === 'error' ? paint.red('error') : paint.yellow('warning')
  const about = sites.length === 0 ? '' : `  [${sites.map(makePrintable).join(', ')}]`
  const head = [...(place === '' ? [] : [paint.bold(place)]), label, makePrintable(message)].join('  ')
  return [`${head}${about}  ${paint.dim(`(${makePrintable(code)})`)}`, `    ${makePrintable(hint)}`]
}
