/**
 * Whether a version is in a range of carets joined by `||`, the one form that Ghost's `engines.node` has. Any other form counts as
 * satisfied: Ghost itself judges it at its start.
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
