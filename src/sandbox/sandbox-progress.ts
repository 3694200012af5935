/** One step forward, for whoever shows progress. Nothing in it is needed to use the result. */
export type SandboxProgress = InstallProgress | SiteProgress

export interface InstallProgress {
  readonly kind: 'install'
  readonly ghostVersion: string
  /**
   * In this order; `waiting` only when another process is installing the same, `fetching-node` only when the Ghost does not run on the
   * Node that runs us and no other process has fetched one that it does; `unpinned` only where no lock file goes with this Ghost.
   */
  readonly stage:
    | 'waiting'
    | 'fetching-node'
    | 'downloading'
    | 'unpacking'
    | 'unpinned'
    | 'installing'
    | 'compiling'
    | 'checking'
    | 'installed'
  /** Milliseconds since the installation began. */
  readonly elapsedMs: number
  /** `installing` only: packages in place so far, of about so many. */
  readonly packages?: { readonly done: number; readonly about: number }
  /** `fetching-node` only: its version. */
  readonly node?: string
}

export interface SiteProgress {
  readonly kind: 'site'
  readonly site: string
  /**
   * `kept`: it was running already. `waiting`: another process works on this sandbox. `port-moved`: the remembered port is taken by
   * somebody else, the URL changes. `rebuilding`: what a killed set-up left behind could not be completed and is made anew.
   */
  readonly stage:
    | 'waiting'
    | 'copying'
    | 'booting'
    | 'setting-up'
    | 'ready'
    | 'kept'
    | 'port-moved'
    | 'rebuilding'
    | 'stopped'
  readonly url?: string
}

export type ReportProgress = (progress: SandboxProgress) => void
