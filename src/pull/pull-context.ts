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
  readonly uncommitted: { readonly has: (file: string) => boolean; readonly reason: string }
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

/** What a pull did with one site: `pull` prints it, `pull --json` gives it as it is. */
export interface PullOutcome {
  readonly site: string
  readonly url: string
  /** In the order of their paths. */
  readonly results: readonly PullResult[]
  /** Files that came into the repository beside the posts. */
  readonly files: number
  /** The site as a whole failed: not reached, key refused. */
  readonly failure?: FailureRecord
}

export interface PullResult {
  /**
   * `created`: a new file. `updated`: Ghost's changes are in the file now. `unchanged`: there was none. `conflict`: both sides changed the
   * same; see `message`. `differs`: written, but a plan will still show a difference. `refused`: a guard stood in the way, nothing was written.
   * `skipped`: the pull was stopped before its turn.
   */
  readonly kind: 'created' | 'updated' | 'unchanged' | 'conflict' | 'differs' | 'refused' | 'failed' | 'skipped'
  /** Of the Markdown file, relative to the content root. */
  readonly path: string
  readonly type: PostType
  readonly title: string
  readonly url: string
  /** What changed in the file, or still differs; empty for a new one. */
  readonly fields: readonly FieldName[]
  /** Addresses of files that stay on the site, and why. */
  readonly left: readonly { readonly url: string; readonly reason: string }[]
  /** What else somebody should look at in the file. */
  readonly notes?: readonly string[]
  readonly message?: string
  readonly hint?: string
}

/** Says of a post that the pull was stopped before it came to its file. */
export function skipPost(path: string, { type, url, fields }: RemotePost): PullResult {
  const message = 'stopped before its turn'
  return { kind: 'skipped', path, type, title: fields.title, url, fields: [], left: [], message }
}
