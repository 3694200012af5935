import type { Policies } from '../../config/config.ts'
import type { AssetReader } from '../assets/asset-reading.ts'
import type { SiteKnowledge } from '../site-knowledge.ts'

/** The world in which the front matter of one file is read. */
export interface FieldWorld {
  /** `SourceFile.path`. */
  readonly path: string
  readonly facts: SiteKnowledge
  readonly policies: Policies
  readonly now: Date
  readonly readAsset: AssetReader
}
