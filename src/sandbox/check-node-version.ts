import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { findRelease } from './find-release.ts'
import { satisfiesCarets } from './satisfies-carets.ts'

/**
 * Refuses a Ghost whose package wants another Node than its major's entry in `GHOST_RELEASES` says, as the first versions of a major do. Asked
 * before its dependencies are installed: Ghost itself would say so only minutes later.
 * @param range The `engines.node` of that Ghost, see `satisfiesCarets`.
 * @param nodeVersion That of the Node it is to run on. `20.20.2`, without a `v`.
 */
export function checkNodeVersion(ghostVersion: string, range: string, nodeVersion: string): void {
  if (satisfiesCarets(nodeVersion, range)) return
  const tried = findRelease(ghostVersion).version
  throw new GhostSyncFailure(
    'sandbox/node-version',
    `Ghost ${ghostVersion} does not run on Node ${nodeVersion}: it needs ${range}.`,
    EXIT_CODE.usage,
    {
      hint: `Run ghost-sync with a Node that fits, or use Ghost ${tried}, which has been tried: --ghost ${tried.split('.')[0]}.`,
    },
  )
}
