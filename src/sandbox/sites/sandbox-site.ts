/** The user who may log in to a sandbox site's `/ghost/`. The user is invented and exists on this local site only. */
export interface SandboxOwner {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** A local Ghost site that is set up: it has an owner, an integration called `ghost-sync` and both of its keys. */
export interface SandboxSite {
  /** Lower-case letters, digits and `-`; unique in its sandbox. */
  readonly name: string
  /** `http://127.0.0.1:PORT`, no trailing slash. It stays the same over restarts as long as the port is free. */
  readonly url: string
  /** `<id>:<secret>`. */
  readonly adminKey: string
  readonly contentKey: string
  readonly owner: SandboxOwner
  readonly port: number
  /** Process id of its Ghost; undefined when it is stopped. */
  readonly pid: number | undefined
  /** Exact version, `5.130.6`. */
  readonly ghostVersion: string
  /** `silent`: its process lives but does not answer (it is booting, or hangs). */
  readonly state: 'running' | 'silent' | 'stopped'
}

/** The sites of a sandbox folder. */
export interface SandboxReading {
  readonly sites: readonly SandboxSite[]
  /** Names of sites whose set-up was interrupted. They have no keys yet; the next start completes or rebuilds them. */
  readonly unfinished: readonly string[]
}
