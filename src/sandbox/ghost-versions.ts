/** Corrections of a Ghost's package.json without which npm, lacking the lock file of Ghost's makers, would install versions that do not run. */
export interface ManifestCorrections {
  /** Maps `name`, or `name@version` when only that one is meant, to the version that is installed instead. */
  readonly dependencies: Readonly<Record<string, string>>
  /** npm's `overrides`: the same for dependencies of dependencies. */
  readonly overrides: Readonly<Record<string, string | Readonly<Record<string, string>>>>
}

/** A Ghost that the sandbox knows and was tested with. */
export interface GhostRelease {
  /** Exact version on the npm registry. */
  readonly version: string
  /** The `engines.node` of that version. */
  readonly node: string
  /**
   * Exact version of the Node that is fetched where the one that runs us is not in that range. The registry lacks some versions for some machines;
   * this one exists for all, except that Node 14 never existed for Apple silicon.
   */
  readonly fetchedNode: string
  /** The root of the Admin API that this major and all its minors have. */
  readonly adminRoot: string
  readonly corrections?: ManifestCorrections
}

/**
 * cheerio 1.x, which these two would get today, does not parse on Node 14; Ghost then reports the *mobiledoc* of a post as invalid. sqlite3 before
 * 5.0.6 does not compile any more, or is not Node-API, so that it would depend on the Node.
 */
const OVERRIDES_FOR_NODE_14 = {
  juice: { cheerio: '1.0.0-rc.10' },
  metascraper: { cheerio: '1.0.0-rc.10' },
  sqlite3: '5.0.6',
}

/**
 * The versions that `--ghost 5` and the like stand for: one exact version each, so that every machine and every CI run test against the same server.
 * Other versions can be named exactly, and are treated as their major's entry says. Source: `engines` in the packages themselves.
 */
export const GHOST_RELEASES = {
  '3': {
    version: '3.42.9',
    node: '^10.13.0 || ^12.10.0 || ^14.15.0',
    fetchedNode: '14.21.3',
    adminRoot: '/ghost/api/v3/admin',
    corrections: {
      // 0.37.13 is not on the registry any more.
      dependencies: { sqlite3: '5.0.6', '@tryghost/members-api@0.37.13': '0.37.12' },
      overrides: OVERRIDES_FOR_NODE_14,
    },
  },
  '4': {
    version: '4.48.9',
    node: '^14.17.0 || ^16.13.0',
    fetchedNode: '14.21.3',
    adminRoot: '/ghost/api/v4/admin',
    corrections: { dependencies: { sqlite3: '5.0.6' }, overrides: OVERRIDES_FOR_NODE_14 },
  },
  '5': {
    version: '5.130.6',
    node: '^18.12.1 || ^20.11.1 || ^22.13.1',
    fetchedNode: '22.23.2',
    adminRoot: '/ghost/api/admin',
  },
  '6': {
    version: '6.65.0',
    node: '^22.23.1 || ^24.20.0',
    fetchedNode: '22.23.2',
    adminRoot: '/ghost/api/admin',
  },
} as const satisfies Readonly<Record<string, GhostRelease>>

type GhostMajor = keyof typeof GHOST_RELEASES

/**
 * Packages of Ghost whose install scripts run: without them there is no database. Ghost needs the scripts of no other package (`sharp` comes
 * compiled, `re2` and `dtrace-provider` have a fallback). Newer versions of npm run install scripts only for packages that package.json names like
 * this.
 */
export const PACKAGES_WITH_INSTALL_SCRIPTS = ['sqlite3', 'better-sqlite3'] as const

/** The approximate number of packages in the first level of an installed Ghost's node_modules (5.130.6: 1268), for the progress line. */
export const PACKAGES_ABOUT = 1270

/**
 * Returns what the sandbox knows about the major version of this Ghost.
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
