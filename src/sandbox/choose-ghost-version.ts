import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { GHOST_RELEASES } from './ghost-versions.ts'
import { satisfiesCarets } from './satisfies-carets.ts'

/**
 * The exact version that `--ghost` means: `5`, `6`, or an exact version of either. Nothing said: Ghost 5, or 6 on a Node that 5 does not
 * run on.
 * @param nodeVersion `20.20.2`, without a `v`. @default that of this process
 * @throws `sandbox/ghost-version` for anything else, Ghost 4 and older included: their Admin API is not the one ghost-sync speaks.
 */
export function chooseGhostVersion(wanted: string | undefined, nodeVersion = process.versions.node): string {
  if (wanted === undefined) {
    const fitting = Object.values(GHOST_RELEASES).find(({ node }) => satisfiesCarets(nodeVersion, node))
    return (fitting ?? GHOST_RELEASES['5']).version
  }
  if (wanted === '5' || wanted === '6') return GHOST_RELEASES[wanted].version
  if (/^[56]\.\d+\.\d+$/.test(wanted)) return wanted
  throw new GhostSyncFailure(
    'sandbox/ghost-version',
    `\`${wanted}\` is not a Ghost version that the sandbox can run.`,
    EXIT_CODE.usage,
    {
      hint: `Use 5 (${GHOST_RELEASES['5'].version}), 6 (${GHOST_RELEASES['6'].version}) or an exact version of either.`,
    },
  )
}
