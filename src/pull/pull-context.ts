import type { Config, SiteConfig } from '../config/config.ts'
import type { Connection } from '../ghost/connection.ts'
import type { SiteFacts } from '../ghost/site-facts.ts'
import type { AssetReader } from '../scan/assets/asset-reading.ts'
import type { SourceFile } from '../scan/source-file.ts'
import type { Unguarded } from '../stop-on-interrupt.ts'
import type { SiteFiles } from './site-files.ts'

/** What a pull works with, handed in by the command. */
export interface PullContext {
  readonly config: Config
  readonly site: SiteConfig
  readonly connection: Connection
  readonly facts: SiteFacts
  /** Every file of the repository that could be read. */
  readonly sources: readonly SourceFile[]
  /** Paths of files with errors: they are there, and their posts need no other. */
  readonly broken: ReadonlySet<string>
  readonly readAsset: AssetReader
  readonly siteFiles: SiteFiles
  /** Files, relative to the content root, that git could not give back; `reason` ends a sentence about one. */
  readonly unsaved: { readonly has: (file: string) => boolean; readonly reason: string }
  /** By the site's clock. */
  readonly now: Date
  /** Aborted by Ctrl-C: reading ends at once, and of the files only the one that is under way is still written. */
  readonly signal?: AbortSignal | undefined
  /** For what is read before anything is written. */
  readonly unguarded?: Unguarded | undefined
  readonly options: PullOptions
}

export interface PullOptions {
  /** Every post of the site, and every drifted one. */
  readonly all: boolean
  /** Slugs, or paths relative to the content root; empty without `all`: the managed posts that drifted. */
  readonly names: readonly string[]
  /** Where both sides changed, Ghost's side is taken. */
  readonly theirs: boolean
  /** Also over work that is not in git. */
  readonly force: boolean
  /** Nothing is written. */
  readonly dryRun: boolean
  /** Files are brought along; false leaves their addresses. */
  readonly download: boolean
}
