/**
 * A local file that a post shows or links to. Its name carries its content: `photo-3f2a9c0d11e2b4a7.png`. Ghost keeps the name in the
 * URL, so any later run, on any machine, finds an upload again by looking at the posts alone.
 */
export interface Asset {
  /** First 16 hex characters of the SHA-256 of the bytes. */
  readonly hash: string
  /** Name to upload under: `<slug of the base name>-<hash>.<ext>`, ASCII, lower case. */
  readonly uploadName: string
  /** Which of Ghost's upload endpoints takes it. */
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
  /** An SVG of which Ghost's cleaner leaves nothing; absent for all else. */
  readonly isEmptied?: true
}

/**
 * What stands for an asset's URL until it is known: `ghost-sync-asset:<hash>`. Digests are taken over documents in which *every* URL of
 * an uploaded asset is replaced by this, so that the same picture compares equal wherever and whenever Ghost stored it.
 */
export const ASSET_SCHEME = 'ghost-sync-asset:'
