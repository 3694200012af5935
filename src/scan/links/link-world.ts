import type { Asset } from '../asset.ts'
import type { AssetReader } from '../assets/asset-reading.ts'
import type { UploadRules } from '../assets/check-asset-use.ts'
import type { Finding } from '../finding.ts'
import type { SourceFile } from '../source-file.ts'
import type { SuggestName } from '../suggest-name.ts'
import type { LinkTargets } from './link-target.ts'

/** The world in which the references of one file are resolved. */
export interface LinkWorld extends UploadRules {
  readonly from: SourceFile
  readonly site: string
  /** Without a trailing slash. */
  readonly siteUrl: string
  readonly targets: LinkTargets
  readonly readAsset: AssetReader
  /** Of one run: it stops suggesting when it has compared too much. */
  readonly suggest: SuggestName
}

export interface ResolvedLink {
  /** Undefined when an error says why not. */
  readonly url?: string
  readonly asset?: Asset
  /** `SourceFile.path` of the Markdown file that it leads to. */
  readonly linked?: string
  readonly findings: readonly Finding[]
}
