import { isDeepStrictEqual } from 'node:util'
import type { LexicalRoot } from '../document/lexical.ts'
import { createWriteContext, type WriteOptions } from '../inline/write-context.ts'
import { canonicaliseNodes } from '../lexical/canonicalise-nodes.ts'
import { type BlockText, createBlocks } from './create-blocks.ts'
import { readBack } from './reads-back.ts'

export type { WriteOptions } from '../inline/write-context.ts'

const MAX_TURNS = 30

/**
 * A Lexical document as Markdown that becomes the same document again: every block in the most natural of the forms that are read back as
 * what it is, and as its own JSON in a `ghost-card` fence when none is. Pure; never fails.
 */
export function writeMarkdown(
  root: LexicalRoot,
  options: WriteOptions = { rewrite: (url) => url },
): { readonly text: string } {
  const context = createWriteContext(options)
  const blocks = createBlocks(root, context)
  const expected = canonicaliseNodes(root.children)
  // Blocks that are right alone may still be read otherwise side by side. Each turn makes one of them plainer, so that it ends.
  for (let turn = 0; ; turn++) {
    const text = joinBlocks(blocks)
    const actual = readBack(text, context)
    if (isDeepStrictEqual(actual, expected)) return { text }
    // With this many faults all blocks are made plainer at once, instead of reading the text again for each.
    if (turn >= MAX_TURNS && !blocks.map((block) => block.makePlainer()).includes(true)) return { text }
    if (turn >= MAX_TURNS) continue
    const differs = expected.findIndex((node, index) => !isDeepStrictEqual(node, actual?.[index]))
    if (!makePlainer(blocks, differs < 0 ? expected.length - 1 : differs)) return { text }
  }
}

function joinBlocks(blocks: readonly BlockText[]): string {
  const texts = blocks.map((block) => block.text()).filter((text) => text !== '')
  return texts.length === 0 ? '' : `${texts.join('\n\n')}\n`
}

/** The block at fault, else the ones before it, which it may have been joined to; at last any. */
function makePlainer(blocks: readonly BlockText[], index: number): boolean {
  const at = blocks.findIndex(({ first, count }) => index < first + count)
  const order = [...blocks.slice(0, at + 1).reverse(), ...blocks.slice(at + 1)]
  return order.some((block) => block.makePlainer())
}

/** Any Lexical document, ours or not, as the Markdown that it would be pulled as: for people to read and for line diffs. */
export function describeLexical(root: LexicalRoot, options?: WriteOptions): string {
  return writeMarkdown(root, options).text.trimEnd()
}
