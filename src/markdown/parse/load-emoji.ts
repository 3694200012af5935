import { createRequire } from 'node:module'
import type { nameToEmoji } from 'gemoji'

const require = createRequire(import.meta.url)

let loaded: typeof nameToEmoji | undefined

/** The emoji of a GitHub shortcode; undefined when there is none. The list is read on first use. */
export function findEmoji(name: string): string | undefined {
  loaded ??= (require('gemoji') as { readonly nameToEmoji: typeof nameToEmoji }).nameToEmoji
  return Object.hasOwn(loaded, name) ? loaded[name] : undefined
}
