import { MARK_KEY } from '../markdown/mobiledoc/card-mark.ts'
import { readStamp, STAMP_KEY } from './read-stamp.ts'
import type { Stamp } from './remote-post.ts'
import { isObject } from './transport/parse-json.ts'

/**
 * Reads the stamp of a Mobiledoc: at its top, or, where an edit of the body in Ghost Admin has dropped that, in a card or an atom that was written for this
 * very post.
 * @param document the parsed document
 */
export function readMobiledocStamp(
  document: unknown,
  post: { readonly id: string; readonly slug: string },
): Stamp | undefined {
  const top = readStamp(document)
  if (top !== undefined || !isObject(document)) return top
  const list = (key: 'cards' | 'atoms'): readonly unknown[] => {
    const parts: unknown = document[key]
    return Array.isArray(parts) ? parts.map((part: unknown) => (Array.isArray(part) ? part.at(-1) : undefined)) : []
  }
  for (const payload of [...list('cards'), ...list('atoms')]) {
    const mark = isObject(payload) ? payload[MARK_KEY] : undefined
    if (!isObject(mark) || !isOwn(mark.owner, post)) continue
    const stamp = readStamp({ [STAMP_KEY]: mark.stamp })
    if (stamp !== undefined) return stamp
  }
  return undefined
}

function isOwn(owner: unknown, { id, slug }: { readonly id: string; readonly slug: string }): boolean {
  if (!isObject(owner)) return false
  return typeof owner.id === 'string' ? owner.id === id : owner.slug === slug
}
