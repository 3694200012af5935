/**
 * The only file that knows Ghost's versions: which ones are spoken to, and what each is told it is spoken to as. What differs between
 * them (Ghost 3 and 4 have other roots, audiences and body formats) gets its columns here.
 */
interface ServerVersion {
  readonly major: number
  /** Value of `Accept-Version`; without it Ghost assumes the newest, and says nothing when we are too old for it. */
  readonly acceptVersion: string
}

const SUPPORTED: readonly ServerVersion[] = [
  { major: 5, acceptVersion: 'v5.0' },
  { major: 6, acceptVersion: 'v6.0' },
]

/** For messages: `Ghost 5 and 6`. */
export const SUPPORTED_TEXT = `Ghost ${SUPPORTED.map((version) => version.major).join(' and ')}`

/** The number before the first dot of `5.130`; undefined for anything else. */
export function readMajorVersion(version: unknown): number | undefined {
  const match = typeof version === 'string' ? /^(\d{1,3})\.\d+/.exec(version) : null
  return match?.[1] === undefined ? undefined : Number(match[1])
}

export function isSupported(major: number): boolean {
  return SUPPORTED.some((version) => version.major === major)
}

/**
 * What to say in `Accept-Version`.
 * @param configured `auto` follows the server
 */
export function chooseAcceptVersion(configured: 'auto' | 'v5' | 'v6', serverMajor: number): string {
  return configured === 'auto' ? `v${serverMajor}.0` : `${configured}.0`
}
