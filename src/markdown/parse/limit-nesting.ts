import type { MarkedExtension } from 'marked'
import { Tokenizer } from 'marked'
import { takeImageAttributes } from './take-image-attributes.ts'

/**
 * Quotes, lists, links and emphasis nested deeper than this are read as text. marked recurses once per level and rescans what is inside,
 * so a line of ten thousand `>` would overflow the stack; no text that people read comes near.
 */
const MAX_NESTING = 64

/** Counts levels for one run of the lexer. Here too, since marked lets only one of several tokenizers see its own: attributes of images. */
export function limitNesting(): MarkedExtension {
  let depth = 0
  const base = Tokenizer.prototype
  function nested<T>(read: () => T | undefined): T | undefined {
    if (depth >= MAX_NESTING) return undefined
    depth++
    try {
      return read()
    } finally {
      depth--
    }
  }
  return {
    tokenizer: {
      blockquote(source) {
        return nested(() => base.blockquote.call(this, source))
      },
      list(source) {
        return nested(() => base.list.call(this, source))
      },
      link(source) {
        return takeImageAttributes(
          nested(() => base.link.call(this, source)),
          source,
        )
      },
      reflink(source, links) {
        return takeImageAttributes(
          nested(() => base.reflink.call(this, source, links)),
          source,
        )
      },
      emStrong(source, maskedSource, previous) {
        return nested(() => base.emStrong.call(this, source, maskedSource, previous))
      },
      del(source, maskedSource, previous) {
        return nested(() => base.del.call(this, source, maskedSource, previous))
      },
    },
  }
}
