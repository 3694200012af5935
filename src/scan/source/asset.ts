/**
 * A local file that a post shows or links to. Its upload is named by its content: `photo-3f2a9c0d11e2b4a7.png`. Ghost keeps the name in the URL, so
 * any later run, on any machine, finds an upload again in the posts alone.
 */
export interface Asset {
  /** First 16 hex characters of the SHA-256 of the bytes. */
  readonly hash: string
  /**
   * Tells files apart that have the same bytes and names of their own, by 8 hex characters of the upload's name: readers who download one see its name.
   * Absent for pictures, films and sound, of which one upload serves all names.
   */
  readonly variant?: string
  /** Name to upload under: `<slug of the base name>-<hash>.<ext>`, ASCII, lower case. */
  readonly uploadName: string
  /** The upload endpoint of Ghost that takes it. */
  readonly endpoint: 'images' | 'media' | 'files'
  readonly mimeType: string
  /** Absolute path on disk. */
  readonly absolutePath: string
  /** Relative to the project root, for messages. */
  readonly file: string
  /** Bytes. */
  readonly size: number
  /** Pixels, of images and MP4 films. Undefined when the format does not say (an SVG without a size). */
  readonly width: number | undefined
  readonly height: number | undefined
  /** True for an SVG of which Ghost's cleaner leaves nothing; absent otherwise. */
  readonly isEmptied?: true
  /** True for a picture that browsers show and Ghost takes as a file only (AVIF); absent otherwise. */
  readonly isShownFile?: true
  /** What Ghost's cleaner takes away from an SVG and a reader would miss; absent for nothing. */
  readonly lost?: readonly string[]
}

/** Identifies what is uploaded once: `<hash>`, or `<hash>~<variant>`. */
export function keyAsset({ hash, variant }: Pick<Asset, 'hash' | 'variant'>): string {
  return variant === undefined ? hash : `${hash}~${variant}`
}

/** Returns what stands in the place of an asset's URL until that is known. */
export function placeAsset(asset: Pick<Asset, 'hash' | 'variant'>): string {
  return `${ASSET_SCHEME}${keyAsset(asset)}`
}

/**
 * The placeholder of an asset's URL until it is known is `ghost-sync-asset:<hash>`, with `~<variant>` behind it if it has one. Before digests are taken, *every* URL of an uploaded asset is
 * replaced by it, so that the same picture compares equal wherever and whenever Ghost stored it.
 */
export const ASSET_SCHEME = 'ghost-sync-asset:'

/** Matches a placeholder; its groups are the key, the hash and the variant. */
export const ASSET_PLACEHOLDER = /ghost-sync-asset:(([0-9a-f]{16})(?:~([0-9a-f]{8}))?)/g
