import picocolors from 'picocolors'
import type { Problem } from '../problem.ts'
import { countNoun } from './count-noun.ts'
import { makePrintable } from './make-printable.ts'

/**
 * All content problems, grouped by file and in the order of its lines: `file:line  error  message`, and the cure below. A problem that
 * several sites share is shown once. Ends with a count; the empty text when there is none.
 */
export function renderProblems(problems: readonly Problem[], { colour }: { readonly colour: boolean }): string {
  const merged = mergeSites(problems).sort(compareProblems)
  if (merged.length === 0) return ''
  const paint = picocolors.createColors(colour)
  const files = [...new Set(merged.map(({ file }) => file))]
  const groups = files.map((file) =>
    merged.filter((problem) => problem.file === file).flatMap((problem) => renderProblem(problem, colour)),
  )
  const errors = merged.filter(({ severity }) => severity === 'error').length
  const warnings = merged.length - errors
  const counts = [
    ...(errors > 0 ? [paint.red(countNoun(errors, 'error'))] : []),
    ...(warnings > 0 ? [paint.yellow(countNoun(warnings, 'warning'))] : []),
  ]
  const footer = `${counts.join(', ')} in ${countNoun(files.length, 'file')}`
  return `${[...groups, [footer]].map((lines) => lines.join('\n')).join('\n\n')}\n`
}

interface MergedProblem extends Problem {
  readonly sites: readonly string[]
}

/** A problem about every site is in the plan of each, and one author missing on three sites is one mistake. */
function mergeSites(problems: readonly Problem[]): MergedProblem[] {
  const byText = new Map<string, MergedProblem>()
  for (const problem of problems) {
    const { severity, code, file, line, message, cure, site } = problem
    const key = JSON.stringify([severity, code, file, line, message, cure, site === undefined])
    const sites = [...(byText.get(key)?.sites ?? []), ...(site === undefined ? [] : [site])]
    byText.set(key, { ...problem, sites: [...new Set(sites)] })
  }
  return [...byText.values()]
}

/** By code units, not by locale: the same problems print the same on every machine. */
function compareProblems(one: Problem, other: Problem): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1
  return (one.line ?? 0) - (other.line ?? 0)
}

function renderProblem({ severity, code, file, line, message, cure, sites }: MergedProblem, colour: boolean): string[] {
  const paint = picocolors.createColors(colour)
  const place = `${makePrintable(file)}${line === undefined ? '' : `:${line}`}`
  const label = severity === 'error' ? paint.red('error') : paint.yellow('warning')
  const about = sites.length === 0 ? '' : `  [${sites.map(makePrintable).join(', ')}]`
  const head = [...(place === '' ? [] : [paint.bold(place)]), label, makePrintable(message)].join('  ')
  return [`${head}${about}  ${paint.dim(`(${makePrintable(code)})`)}`, `    ${makePrintable(cure)}`]
}
