import { EXIT_CODE } from '../failure.ts'
import type { Problem } from '../problem.ts'
import { renderProblems } from '../report/render-problems.ts'
import type { CommandIo } from './command-io.ts'

/** Shows every mistake of the config at once; nothing was done. */
export function reportInvalidConfig(io: CommandIo, problems: readonly Problem[]): void {
  io.stderr(renderProblems(problems, { colour: io.colour }))
  io.exit(EXIT_CODE.usage)
}
