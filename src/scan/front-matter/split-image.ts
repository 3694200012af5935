/** The parts of an image that front matter may give in one value; undefined where it gives none. */
export interface SplitImage {
  readonly image: unknown
  readonly alt: unknown
  readonly caption: unknown
}

/** The names under which themes keep the path: PaperMod, Chirpy, Astro, Minimal Mistakes. */
const PATHS: readonly string[] = ['image', 'src', 'url', 'path', 'file', 'overlay_image', 'teaser']

/** Takes `photo.png`, `[photo.png, ...]`, `{image, alt, caption}` and Obsidian's `[[photo.png]]` apart. */
export function splitImage(value: unknown): SplitImage {
  if (Array.isArray(value)) {
    // An unquoted `[[photo.png]]` is, to YAML, a list in a list.
    return value.length === 0 ? { image: null, alt: undefined, caption: undefined } : splitImage(value[0])
  }
  if (typeof value !== 'object' || value === null) {
    const link = typeof value === 'string' ? /^!?\[\[([^\]|]+)(?:\|[^\]]*)?\]\]$/.exec(value.trim()) : null
    return { image: link?.[1] ?? value, alt: undefined, caption: undefined }
  }
  const parts = new Map(Object.entries(value).map(([key, part]) => [key.toLowerCase(), part]))
  const name = PATHS.find((key) => parts.has(key))
  return {
    image: name === undefined ? undefined : parts.get(name),
    alt: parts.get('alt'),
    caption: parts.get('caption'),
  }
}
