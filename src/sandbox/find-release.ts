import { GHOST_RELEASES, type GhostMajor, type GhostRelease } from './ghost-versions.ts'

/**
 * What the sandbox knows about the major of this Ghost.
 * @param version Exact, as `chooseGhostVersion` gives it.
 */
export function findRelease(version: string): GhostRelease {
  const major = version.split('.')[0] ?? ''
  if (isMajor(major)) return GHOST_RELEASES[major]
  throw new Error(`the sandbox has no entry for Ghost ${version}`)
}

function isMajor(text: string): text is GhostMajor {
  return Object.hasOwn(GHOST_RELEASES, text)
}
