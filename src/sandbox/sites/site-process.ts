import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'

const run = promisify(execFile)

/** Marks the command line of every Ghost of a sandbox; the folder of its site follows. Ghost ignores both. */
export const PROCESS_MARK = 'ghost-sync-sandbox'

/**
 * Finds the process ids of the Ghosts that serve the site in `siteDir`, by their command lines: a Ghost is found even when the process that started
 * it was killed before it could record anything, and a reused process id is never mistaken for it. Normally there is none or one.
 * @param siteDir Absolute, symbolic links resolved, as given to `bootGhost`.
 * @throws `sandbox/platform` on Windows, which has neither `/proc` nor `ps`
 */
export async function findSiteProcesses(siteDir: string): Promise<number[]> {
  if (process.platform === 'win32') {
    throw new GhostSyncFailure('sandbox/platform', 'The sandbox runs on Linux and macOS only.', EXIT_CODE.usage, {
      hint: 'On Windows, run it in WSL.',
    })
  }
  return process.platform === 'linux' ? findInProc(siteDir) : findWithPs(siteDir)
}

// Finds processes on Linux: slim container images have no `ps`.
async function findInProc(siteDir: string): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    ids.map(async (id) => {
      try {
        const words = (await readFile(`/proc/${id}/cmdline`, 'utf8')).split('\0')
        return words.some((word, at) => word === PROCESS_MARK && words[at + 1] === siteDir)
      } catch {
        // The process ended meanwhile, or belongs to another user: in both cases it is not the one.
        return false
      }
    }),
  )
  return ids.filter((_, at) => found[at]).map(Number)
}

async function findWithPs(siteDir: string): Promise<number[]> {
  const { stdout } = await run('ps', ['-axww', '-o', 'pid=,command='], { maxBuffer: 64 * 1024 * 1024 })
  return stdout
    .split('\n')
    .filter((line) => line.trimEnd().endsWith(` ${PROCESS_MARK} ${siteDir}`))
    .map((line) => Number.parseInt(line, 10))
}

/**
 * Whether a Ghost answers on this port of the loopback interface. A Ghost that is still booting answers 503, a hung one not at all.
 * @param adminRoot See `GhostRelease`.
 * @param timeoutMs @default 3000
 */
export async function answersAsGhost(port: number, adminRoot: string, timeoutMs = 3000): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${adminRoot}/site/`, {
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    })
    await answer.arrayBuffer()
    return answer.status === 200
  } catch {
    // The connection was refused, reset or too slow: each means "no", and the caller decides what follows.
    return false
  }
}

/** Longer than Ghost's own shutdown timeout, see `bootGhost`. */
const PATIENCE_MS = 8_000

/**
 * Ends every Ghost of this site: asks first, so that it can close its database, and kills what has not ended after 8 s.
 * @returns whether there was one
 */
export async function stopGhost(siteDir: string): Promise<boolean> {
  const found = await findSiteProcesses(siteDir)
  for (const pid of found) sendSignal(pid, 'SIGTERM')
  const deadline = performance.now() + PATIENCE_MS
  let killed = false
  for (;;) {
    const left = await findSiteProcesses(siteDir)
    if (left.length === 0) return found.length > 0
    if (!killed && performance.now() > deadline) {
      for (const pid of left) sendSignal(pid, 'SIGKILL')
      killed = true
    }
    await sleep(100)
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    // The process ended by itself between the check and the signal, which is fine.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
