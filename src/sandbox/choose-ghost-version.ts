import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { GHOST_RELEASES } from './ghost-versions.ts'
import { satisfiesCarets } from './satisfies-carets.ts'

/**
 * The exact version that `--ghost` means: `3`, `4`, `5`, `6`, or an exact version of one of them. Nothing said: Ghost 5, or 6 on a Node that
 * 5 does not run on, so that no Node has to be fetched.
 * @param nodeVersion `20.20.2`, without a `v`. @default that of this process
 * @throws `sandbox/ghost-version` for anything else
 */
export function chooseGhostVersion(wanted: string | undefined, nodeVersion = process.versions.node): string {
  if (wanted === undefined) {
    const fitting = Object.values(GHOST_RELEASES).find(({ node }) => satisfiesCarets(nodeVersion, node))
    return (fitting ?? GHOST_RELEASES['5']).version
  }
  const known = Object.entries(GHOST_RELEASES).find(([major]) => major === wanted)?.[1]
  if (known !== undefined) return known.version
  if (/^[3-6]\.\d+\.\d+$/.test(wanted)) return wanted
  const majors = Object.entries(GHOST_RELEASES).map(([major, { version }]) => `${major} (${version})`)
  throw new GhostSyncFailure(
    'sandbox/ghost-version',
    `\`${wanted}\` is not a Ghost version that the sandbox can run.`,
    EXIT_CODE.usage,
    { hint: `Use ${majors.join(', ')} or an exact version of one of them.` },
  )
}
