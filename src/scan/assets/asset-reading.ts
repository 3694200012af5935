import type { Asset } from '../asset.ts'

/** Why a local file cannot be used. The `kind` is the last part of the problem's code: `asset/missing`. */
export interface AssetRefusal {
  readonly kind:
    | 'outside-root'
    | 'hidden'
    | 'missing'
    | 'unreadable'
    | 'empty'
    | 'too-large'
    | 'unsupported-type'
    | 'nothing-shown'
    | 'corrupt'
    | 'is-a-directory'
  /** One sentence, naming the target as it was written. */
  readonly message: string
  readonly cure: string
}

export type AssetReading = { readonly kind: 'asset'; readonly asset: Asset } | AssetRefusal

/**
 * Reads the local file that a Markdown file points to.
 *
 * @param target As written: URL-encoded or not, with or without `?query` and `#fragment`.
 * @param fromPath `SourceFile.path` of the Markdown file.
 */
export type AssetReader = (target: string, fromPath: string) => Promise<AssetReading>
