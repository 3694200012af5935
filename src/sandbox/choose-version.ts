import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import { findRelease, GHOST_RELEASES } from './ghost-versions.ts'

/**
 * Whether a version is in a range of carets joined by `||`, the only form in Ghost's `engines.node`. Any other form counts as satisfied: Ghost itself
 * checks it at its start.
 * @param version `20.20.2`, without a `v`.
 */
export function satisfiesCarets(version: string, range: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  return range.split('||').some((part) => {
    const caret = /^\^(\d+)\.(\d+)\.(\d+)$/.exec(part.trim())
    if (caret === null) return true
    const [wantedMajor = 0, wantedMinor = 0, wantedPatch = 0] = caret.slice(1).map(Number)
    return major === wantedMajor && (minor > wantedMinor || (minor === wantedMinor && patch >= wantedPatch))
  })
}

/**
 * Returns the exact version that `--ghost` means: `3`, `4`, `5`, `6`, or an exact version of one of them. Without the option it is Ghost 5, or 6 on a
 * Node that 5 does not support, so that no Node has to be fetched.
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

/**
 * Refuses a Ghost whose package needs another Node than its major's entry in `GHOST_RELEASES` says, as the first versions of a major do. It is
 * checked before its dependencies are installed, because Ghost itself would refuse only minutes later.
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
