import type { FrontMatterKey, Target } from './front-matter-keys.ts'
import type { Candidate, Written } from './written.ts'

/** Lists the targets that one key gives: mostly one, for an image its text and caption as well, for an ignored key none. */
export function listFieldCandidates(
  definition: FrontMatterKey,
  found: Written & { readonly rank: number },
): Candidate[] {
  const { target, reading } = definition
  const { value } = found
  if (target === undefined || reading === 'ignored') return []
  const as = (to: Target, given: unknown): Candidate => ({ ...found, definition, target: to, value: given })
  if (reading === 'image') {
    const { image, alt, caption } = splitImage(value)
    const whole = image === undefined ? [] : [as(target, image)]
    if (target !== 'feature_image') return whole
    if (alt !== undefined) whole.push(as('feature_image_alt', alt))
    if (caption !== undefined) whole.push(as('feature_image_caption', caption))
    return whole
  }
  if (reading !== 'draft' && reading !== 'published') return [as(target, value)]
  const flag = readLooseFlag(value)
  if (reading === 'draft')
    return value === null || value === ''
      ? []
      : [as('status', flag === undefined ? value : flag ? 'draft' : 'published')]
  return flag === undefined ? [as('published_at', value)] : [as('status', flag ? 'published' : 'draft')]
}

function readLooseFlag(value: unknown): boolean | undefined {
  const text = typeof value === 'boolean' ? String(value) : typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (['true', 'yes', 'on'].includes(text)) return true
  return ['false', 'no', 'off'].includes(text) ? false : undefined
}

/** The parts of an image that front matter may give in one value; undefined where it gives none. */
export interface SplitImage {
  readonly image: unknown
  readonly alt: unknown
  readonly caption: unknown
}

/** The names under which themes keep the path: PaperMod, Chirpy, Astro, Minimal Mistakes. */
const PATHS: readonly string[] = ['image', 'src', 'url', 'path', 'file', 'overlay_image', 'teaser']

/** Splits `photo.png`, `[photo.png, ...]`, `{image, alt, caption}` and Obsidian's `[[photo.png]]` into their parts. */
function splitImage(value: unknown): SplitImage {
  if (Array.isArray(value)) {
    // To YAML, an unquoted `[[photo.png]]` is a list in a list.
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
