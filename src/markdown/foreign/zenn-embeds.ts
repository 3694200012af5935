import type { DialectPass } from './dialect.ts'
import { type Edit, placeBlock, rewriteRanges } from './dialect-text.ts'
import { createRangeFinder, findCode } from './find-code.ts'
import { renderKnownCall } from './render-call.ts'

/** Zenn's `@[youtube](id)`, `@[tweet](url)`, `@[card](url)`: an embed of what the address shows. */
export const rewriteZennEmbeds: DialectPass = (source) => {
  const { text } = source
  if (!text.includes('@[')) return source
  const inCode = createRangeFinder(findCode(text))
  const edits: Edit[] = []
  for (const { 0: written, index, 1: name = '', 2: target = '' } of text.matchAll(
    /@\[(\w{1,20})\]\(([^()\s]{1,500})\)/g,
  )) {
    if (inCode(index) !== undefined) continue
    const known = renderKnownCall({ name, positional: [target], named: new Map(), inner: undefined, written })
    const url = known?.before ?? (/^https?:\/\//.test(target) ? target : undefined)
    if (url !== undefined)
      edits.push(placeBlock(text, { start: index, end: index + written.length }, url, { inline: `<${url}>` }))
  }
  return rewriteRanges(source, edits)
}
