import type { Asset } from '../source/asset.ts'

/** The kinds of a file that readers would not see where it is named, here or anywhere: what lies outside of the folders is not there for them either. */
export const ABSENT_KINDS = ['missing', 'is-a-directory', 'outside-root'] as const

/** Whether a file is not there, as against one that is there and of no use. */
export function isAbsent({ kind }: { readonly kind: string }): boolean {
  return ABSENT_KINDS.some((one) => one === kind)
}

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
  readonly hint: string
}

export type AssetReading = { readonly kind: 'asset'; readonly asset: Asset } | AssetRefusal

/**
 * Reads the local file that a Markdown file points to.
 *
 * @param target As written: URL-encoded or not, with or without `?query` and `#fragment`.
 * @param fromPath `SourceFile.path` of the Markdown file.
 */
export type AssetReader = (target: string, fromPath: string) => Promise<AssetReading>

export interface AssetType {
  readonly endpoint: Asset['endpoint']
  readonly mimeType: string
}

/**
 * The upload endpoint for each extension, and the type that Ghost expects with it. Whether a site's Ghost accepts it at all is one of its
 * capabilities. Source: `uploads` in Ghost's `core/shared/config/overrides.json`, and uploads of each to a 5.130.6 (AVIF, BMP, MOV, FLAC and AAC:
 * 415).
 */
const IMAGES_AND_MEDIA: ReadonlyMap<string, AssetType> = new Map<string, AssetType>(
  Object.entries({
    jpg: { endpoint: 'images', mimeType: 'image/jpeg' },
    jpeg: { endpoint: 'images', mimeType: 'image/jpeg' },
    png: { endpoint: 'images', mimeType: 'image/png' },
    gif: { endpoint: 'images', mimeType: 'image/gif' },
    webp: { endpoint: 'images', mimeType: 'image/webp' },
    svg: { endpoint: 'images', mimeType: 'image/svg+xml' },
    svgz: { endpoint: 'images', mimeType: 'image/svg+xml' },
    ico: { endpoint: 'images', mimeType: 'image/x-icon' },
    mp4: { endpoint: 'media', mimeType: 'video/mp4' },
    webm: { endpoint: 'media', mimeType: 'video/webm' },
    ogv: { endpoint: 'media', mimeType: 'video/ogg' },
    mp3: { endpoint: 'media', mimeType: 'audio/mpeg' },
    wav: { endpoint: 'media', mimeType: 'audio/wav' },
    ogg: { endpoint: 'media', mimeType: 'audio/ogg' },
    m4a: { endpoint: 'media', mimeType: 'audio/mp4' },
  }),
)

/** Types of ordinary documents; Ghost's files endpoint does not check the type. */
const FILE_TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    avif: 'image/avif',
    bmp: 'image/bmp',
    apng: 'image/apng',
    pdf: 'application/pdf',
    json: 'application/json',
    txt: 'text/plain',
    csv: 'text/csv',
    xml: 'application/xml',
    html: 'text/html',
    zip: 'application/zip',
    gz: 'application/gzip',
    epub: 'application/epub+zip',
  }),
)

/** @param extension Without the dot, any case; empty for none. */
export function findAssetType(extension: string): AssetType {
  const name = extension.toLowerCase()
  return (
    IMAGES_AND_MEDIA.get(name) ?? { endpoint: 'files', mimeType: FILE_TYPES.get(name) ?? 'application/octet-stream' }
  )
}
