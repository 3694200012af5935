/** Something that happened to a file, as far as a watch cares. */
export interface FileChange {
  /** Absolute. */
  readonly path: string
  readonly what: WatchedKind
}

/** `content`: a post, or a file that posts may show. */
export type WatchedKind = 'content' | 'config' | 'environment'

/** The places that a watch looks at; all absolute. */
export interface WatchedPlaces {
  readonly contentRoot: string
  readonly assetRoots: readonly string[]
  /** The config and the files that it imports; none where there is no config (a sandbox can do without). */
  readonly configFiles: readonly string[]
  readonly envFile: string | undefined
}
