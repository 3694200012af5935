import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { GHOST_RELEASES } from './ghost-versions.ts'
import { satisfiesCarets } from './satisfies-carets.ts'

/**
 * Refuses a Ghost that does not run on this Node. Asked before anything is downloaded: Ghost itself would say so only minutes later.
 * @param range The `engines.node` of that Ghost, see `satisfiesCarets`.
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
