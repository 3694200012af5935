import { ALERT_LOOKS, type CalloutLook } from '../html/render-callout.ts'
import type { DirectiveToken } from '../tokens/markdown-token.ts'

/** How a directive looks that is a callout; undefined when it is none. */
export function findLook({ name, attributes }: DirectiveToken): CalloutLook | undefined {
  if (name !== 'callout') return Object.entries(ALERT_LOOKS).find(([kind]) => kind === name)?.[1]
  const read = (key: string, otherwise: string): string => {
    const value = attributes?.values.get(key)
    return typeof value === 'string' ? value : otherwise
  }
  return { emoji: read('emoji', '💡'), color: read('color', 'blue') }
}
