import type { Config, SiteConfig } from '../config/config.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { SiteFacts } from '../ghost/site/site-facts.ts'
import type { Connection } from '../ghost/transport/connection.ts'
import type { FailureRecord } from '../model/failure.ts'
import type { FieldName, PostType } from '../model/fields.ts'
import type { Unguarded } from '../model/stop-on-interrupt.ts'
import type { AssetReader } from '../scan/assets/asset-types.ts'
import type { SourceFile } from '../scan/source/source-file.ts'
import type { SiteFiles } from './files/site-files.ts'

/** What a pull needs; the command passes it in. */
export interface PullContext {
  readonly config: Config
  readonly site: SiteConfig
  readonly connection: Connection
  readonly facts: SiteFacts
  /** Every file of the repository that could be read. */
  readonly sources: readonly SourceFile[]
  /** Paths of files with errors: they exist, and their posts need no other file. */
  readonly broken: ReadonlySet<string>
  readonly readAsset: AssetReader
  readonly siteFiles: SiteFiles
  /** Files, relative to the content root, that git could not restore; `reason` ends a sentence about one. */
  readonly uncommitted: { readonly has: (file: string) => boolean; readonly reason: string }
  /** By the site's clock. */
  readonly now: Date
  /** Aborted by Ctrl-C: reading ends at once, and of the files only the one that is under way is still written. */
  readonly signal?: AbortSignal | undefined
  /** Runs work that only reads, before anything is written. */
  readonly unguarded?: Unguarded | undefined
  readonly options: PullOptions
}

export interface PullOptions {
  /** Pull every post of the site, and every drifted one. */
  readonly all: boolean
  /** Slugs, or paths relative to the content root; empty without `all`: the managed posts that drifted. */
  readonly names: readonly string[]
  /** Where both sides changed, Ghost's side is taken. */
  readonly theirs: boolean
  /** Write Markdown for plain HTML, where the page stays the same. */
  readonly tidy: boolean
  /** Overwrite work that is not in git as well. */
  readonly force: boolean
  /** Write nothing. */
  readonly dryRun: boolean
  /** Download files; false leaves their addresses. */
  readonly download: boolean
}

/** The result of a pull from one site: `pull` prints it, `pull --json` gives it as it is. */
export interface PullOutcome {
  readonly site: string
  readonly url: string
  /** In the order of their paths. */
  readonly results: readonly PullResult[]
  /** Number of files that were downloaded besides the posts. */
  readonly files: number
  /** The site as a whole failed: not reached, key refused. */
  readonly failure?: FailureRecord
}

export interface PullResult {
  /**
   * `created`: a new file. `updated`: Ghost's changes are in the file now. `unchanged`: there was no change. `conflict`: both sides changed the same;
   * see `message`. `differs`: written, but a plan will still show a difference. `refused`: a guard refused the write. `skipped`: the pull was stopped
   * before its turn.
   */
  readonly kind: 'created' | 'updated' | 'unchanged' | 'conflict' | 'differs' | 'refused' | 'failed' | 'skipped'
  /** Of the Markdown file, relative to the content root. */
  readonly path: string
  readonly type: PostType
  readonly title: string
  readonly url: string
  /** The fields that changed in the file, or still differ; empty for a new one. */
  readonly fields: readonly FieldName[]
  /** Addresses of files that stay on the site, and why. */
  readonly left: readonly { readonly url: string; readonly reason: string }[]
  /** Other notes for the author about the file. */
  readonly notes?: readonly string[]
  readonly message?: string
  readonly hint?: string
}

/** Describes a post that was not reached before the pull was stopped. */
export function skipPost(path: string, { type, url, fields }: RemotePost): PullResult {
  const message = 'stopped before its turn'
  return { kind: 'skipped', path, type, title: fields.title, url, fields: [], left: [], message }
}
