import { setTimeout as sleep } from 'node:timers/promises'
import { findSiteProcesses } from './find-site-process.ts'

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
    // It ended by itself between the look and the signal, which is what we want of it.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
