import { CommanderError } from 'commander'
import { buildProgram } from '../../src/commands/build-program.ts'
import type { CommandIo } from '../../src/commands/output/command-io.ts'
import { EXIT_CODE, type ExitCode, GhostSyncFailure } from '../../src/model/failure.ts'

export interface CommandRun {
  readonly code: ExitCode
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command of the program in this process, in a folder, with nothing of the environment but what is given. */
export async function runCommand(
  cwd: string,
  args: readonly string[],
  io: Partial<CommandIo> = {},
): Promise<CommandRun> {
  let [stdout, stderr] = ['', '']
  let code: ExitCode = EXIT_CODE.ok
  const program = buildProgram({
    stdout: (text) => {
      stdout += text
    },
    data: (text) => {
      stdout += text
    },
    stderr: (text) => {
      stderr += text
    },
    addSecret: () => {},
    redact: (text) => text,
    cwd,
    env: {},
    isTTY: false,
    colour: false,
    exit: (given) => {
      code = given
    },
    now: () => new Date('2026-11-20T12:00:00.000Z'),
    ...io,
  })
  try {
    await program.parseAsync(['node', 'ghost-sync', ...args])
  } catch (error) {
    if (error instanceof CommanderError) code = error.exitCode === 0 ? EXIT_CODE.ok : EXIT_CODE.usage
    else if (error instanceof GhostSyncFailure) {
      code = error.exitCode
      stderr += `${error.code}: ${error.message} ${error.hint ?? ''}\n`
    } else throw error
  }
  return { code, stdout, stderr }
}
