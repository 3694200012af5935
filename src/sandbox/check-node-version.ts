import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { GHOST_RELEASES } from './ghost-versions.ts'

/**
 * Refuses a Ghost that does not run on this Node. Asked before anything is downloaded: Ghost itself would say so only minutes later.
 * @param range The `engines.node` of that Ghost: carets joined by `||`. Any other form is let through, for Ghost itself to judge.
 * @param nodeVersion `20.20.2`, without a `v`.
 */
export function checkNodeVersion(ghostVersion: string, range: string, nodeVersion: string): void {
  if (satisfiesCarets(nodeVersion, range)) return
  const fitting = Object.values(GHOST_RELEASES).find((release) => satisfiesCarets(nodeVersion, release.node))
  throw new GhostSyncFailure(
    'sandbox/node-version',
    `Ghost ${ghostVersion} does not run on Node ${nodeVersion}: it needs ${range}.`,
    EXIT_CODE.usage,
    {
      hint:
        fitting === undefined
          ? `Switch to a Node that fits, then run this again.`
          : `Switch to a Node that fits, or use Ghost ${fitting.version}, which runs on this one: --ghost ${fitting.version.split('.')[0]}.`,
    },
  )
}

function satisfiesCarets(version: string, range: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  return range.split('||').some((part) => {
    const caret = /^\^(\d+)\.(\d+)\.(\d+)$/.exec(part.trim())
    if (caret === null) return true
    const [wantedMajor = 0, wantedMinor = 0, wantedPatch = 0] = caret.slice(1).map(Number)
    return major === wantedMajor && (minor > wantedMinor || (minor === wantedMinor && patch >= wantedPatch))
  })
}
