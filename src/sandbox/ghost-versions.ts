/** A Ghost that the sandbox knows and has been tried with. */
export interface GhostRelease {
  /** Exact version on the npm registry. */
  readonly version: string
  /** The `engines.node` of that version. */
  readonly node: string
}

/**
 * What `--ghost 5` and `--ghost 6` stand for: one exact version each, so that every machine and every CI run test against the same
 * server. Newer ones are had by their exact version. Source: `engines` in the packages themselves.
 */
export const GHOST_RELEASES: Readonly<Record<'5' | '6', GhostRelease>> = {
  '5': { version: '5.130.6', node: '^18.12.1 || ^20.11.1 || ^22.13.1' },
  '6': { version: '6.65.0', node: '^22.23.1 || ^24.20.0' },
}

/**
 * Packages of Ghost whose install scripts must run: without them there is no database. Newer versions of npm run install scripts only
 * for packages that package.json names like this.
 */
export const PACKAGES_WITH_INSTALL_SCRIPTS = ['sqlite3', 'better-sqlite3', 'sharp', 're2', 'dtrace-provider'] as const

/** About how many packages stand in the first level of an installed Ghost's node_modules (5.130.6: 1268), for the progress line. */
export const PACKAGES_ABOUT = 1270
