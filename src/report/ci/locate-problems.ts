import type { Problem } from '../../problem.ts'
import { mergeProblems } from '../merge-problems.ts'
import type { CiFinding } from './ci-report.ts'

/** Every problem once, with its file as the repository calls it; those that concern no file keep none. */
export function locateProblems(problems: readonly Problem[], project: string): CiFinding[] {
  return mergeProblems(problems).map(({ file, ...rest }) =>
    file === '' ? rest : { ...rest, file: joinPath(project, file) },
  )
}

export function joinPath(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`
}

/** Errors first: a CI system shows so many and drops the rest. */
export function orderFindings(findings: readonly CiFinding[]): CiFinding[] {
  return [...findings.filter(isError), ...findings.filter((finding) => !isError(finding))]
}

export function isError({ severity }: CiFinding): boolean {
  return severity === 'error'
}
