/** One step of progress, for display only. Using the result needs nothing of it. */
export type SandboxProgress = InstallProgress | SiteProgress

export interface InstallProgress {
  readonly kind: 'install'
  readonly ghostVersion: string
  /**
   * In this order; `waiting` only when another process is installing the same, `fetching-node` only when the Ghost does not run on the Node that runs
   * us and no other process has fetched one that it does; `unpinned` only where this Ghost has no lock file.
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
  /** `installing` only: packages in place so far, and the approximate total. */
  readonly packages?: { readonly done: number; readonly about: number }
  /** `fetching-node` only: its version. */
  readonly node?: string
}

export interface SiteProgress {
  readonly kind: 'site'
  readonly site: string
  /**
   * `kept`: it was running already. `waiting`: another process works on this sandbox. `port-moved`: another program has the remembered port, so the
   * URL changes. `rebuilding`: what a killed set-up left behind could not be completed and is made again.
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

/** Describes one step in one line of plain text, without a line end: `main: ready at http://127.0.0.1:2381` */
export function describeProgress(progress: SandboxProgress): string {
  if (progress.kind === 'install') {
    const elapsed = formatElapsed(progress.elapsedMs)
    return `Ghost ${progress.ghostVersion}: ${describeInstallStage(progress)} (${elapsed})`
  }
  const { site, stage, url } = progress
  switch (stage) {
    case 'waiting':
      return `${site}: waiting for another ghost-sync process that works on this sandbox`
    case 'copying':
      return `${site}: making a new site`
    case 'booting':
      return `${site}: starting Ghost`
    case 'setting-up':
      return `${site}: creating the owner and the API keys`
    case 'ready':
      return `${site}: ready at ${url}`
    case 'kept':
      return `${site}: already running at ${url}`
    case 'port-moved':
      return `${site}: its port is taken by another program, it moves to ${url}`
    case 'rebuilding':
      return `${site}: its set-up was cut short and cannot be completed, making it anew`
    case 'stopped':
      return `${site}: stopped`
    default:
      return stage satisfies never
  }
}

function describeInstallStage({ stage, packages, node }: InstallProgress): string {
  switch (stage) {
    case 'waiting':
      return 'waiting for another ghost-sync process that is installing it'
    case 'fetching-node':
      return `fetching Node ${node}, which it runs on`
    case 'downloading':
      return 'downloading'
    case 'unpacking':
      return 'unpacking'
    case 'unpinned':
      return 'no lock file goes with this version: it gets the packages that the registry gives today, held by no digest'
    case 'installing':
      if (packages === undefined || packages.done === 0) return 'looking up its packages'
      return `installing, ${packages.done} of about ${packages.about} packages`
    case 'compiling':
      return 'compiling native modules, the longest part'
    case 'checking':
      return 'checking its database module'
    case 'installed':
      return 'installed'
    default:
      return stage satisfies never
  }
}

function formatElapsed(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
