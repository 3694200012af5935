import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { EXIT_CODE } from '../failure.ts'

export interface GhostSyncRun {
  /** Absolute path of the built command line. */
  readonly cli: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Writes a line to the log. */
  readonly print: (line: string) => void
  /** Annotations that the log has already: `check` and `plan` find much that is the same. */
  readonly told: Set<string>
}

/** Runs one command and hands its output on. @returns its exit code */
export async function runGhostSync(args: readonly string[], run: GhostSyncRun): Promise<number> {
  run.print(`::group::ghost-sync ${args.join(' ').replace(/[\r\n]/g, ' ')}`)
  const child = spawn(process.execPath, [run.cli, ...args], {
    cwd: run.cwd,
    env: { ...run.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exit) => resolve(exit ?? EXIT_CODE.bug))
  })
  const notes: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (!/^::(?:error|warning) /.test(line)) run.print(line)
    else if (!run.told.has(line)) {
      run.told.add(line)
      notes.push(line)
    }
  }
  const code = await ended
  run.print('::endgroup::')
  for (const note of notes) run.print(note)
  return code
}
