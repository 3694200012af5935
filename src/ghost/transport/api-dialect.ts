import type { ApiVersion } from '../../config/config.ts'

/** How to speak to a Ghost: the addresses of its APIs, and what a request needs. */
export interface ApiDialect {
  /** Path of the Admin API, relative to the site: `ghost/api/admin/`. */
  readonly adminRoot: string
  /** Path of the Content API. */
  readonly contentRoot: string
  /** The audience of a token (`aud`). Ghost 3 and 4 refuse one whose audience does not end with the root's own version (seen on 3.42 and 4.48). */
  readonly audience: string
  /**
   * Value of `Accept-Version`. Without it Ghost 5 and later assume the newest, and do not report that we are too old. Older ones do not know the
   * header.
   */
  readonly acceptVersion: string | undefined
}

/**
 * The requests that each version of Ghost needs; no other file knows them. What each can do is in `capabilities.ts`. Ghost 4 knows the unversioned
 * root from 4.44 on (by its source), and its v4 root always; under v3 it has the fields of Ghost 3 only.
 */
const SUPPORTED: ReadonlyMap<number, ApiDialect> = new Map([
  [3, describeVersioned('v3')],
  [4, describeVersioned('v4')],
  [5, describeUnversioned('v5.0')],
  [6, describeUnversioned('v6.0')],
])

function describeVersioned(version: string): ApiDialect {
  const root = `ghost/api/${version}/`
  return {
    adminRoot: `${root}admin/`,
    contentRoot: `${root}content/`,
    audience: `/${version}/admin/`,
    acceptVersion: undefined,
  }
}

function describeUnversioned(acceptVersion: string): ApiDialect {
  return { adminRoot: 'ghost/api/admin/', contentRoot: 'ghost/api/content/', audience: '/admin/', acceptVersion }
}

const MAJORS = [...SUPPORTED.keys()]

/** For messages: `Ghost 3, 4, 5 and 6`. */
export const SUPPORTED_TEXT = `Ghost ${MAJORS.slice(0, -1).join(', ')} and ${MAJORS.at(-1)}`

/** Returns the number before the first dot of `5.130`; undefined for anything else. */
export function readMajorVersion(version: unknown): number | undefined {
  const match = typeof version === 'string' ? /^(\d{1,3})\.\d+/.exec(version) : null
  return match?.[1] === undefined ? undefined : Number(match[1])
}

export function isSupported(major: number): boolean {
  return SUPPORTED.has(major)
}

/**
 * Lists the paths of the Admin API in the order in which a server is probed. Ghost 5 and later answer the first, and so does the last of Ghost 4;
 * older ones have only the root of their own version.
 * @param configured `auto` lists all; a fixed version only its own
 */
export function listProbeRoots(configured: ApiVersion): readonly string[] {
  const majors = configured === 'auto' ? [6, 4, 3] : [Number(configured.slice(1))]
  return majors.flatMap((major) => SUPPORTED.get(major)?.adminRoot ?? [])
}

/**
 * Chooses the dialect for a server of this version.
 * @param configured `auto` follows the server; of versions that share a root, the configured one is announced to Ghost
 * @returns undefined where that is not supported, or where the server does not speak what is configured
 */
export function chooseDialect(configured: ApiVersion, serverMajor: number): ApiDialect | undefined {
  const own = SUPPORTED.get(serverMajor)
  if (configured === 'auto' || own === undefined) return own
  const asked = Number(configured.slice(1))
  const dialect = SUPPORTED.get(asked)
  // For example, the v3 API of a Ghost 4 has the fields of Ghost 3 only: the server's capabilities would not hold.
  return asked > serverMajor || dialect?.adminRoot !== own.adminRoot ? undefined : dialect
}
