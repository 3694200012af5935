import type { FrontMatterKey, Target } from '../front-matter-keys.ts'
import { splitImage } from './split-image.ts'
import type { Candidate, Written } from './written.ts'

/** What one key gives: mostly one target, for an image its text and caption as well, for an ignored key nothing. */
export function listCandidates(definition: FrontMatterKey, found: Written & { readonly rank: number }): Candidate[] {
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
