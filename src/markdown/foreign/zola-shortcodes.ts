import type { DialectPass } from './dialect.ts'
import { createLineTracker, type Edit, rewriteRanges } from './dialect-text.ts'
import { createRangeFinder, findCode } from './find-code.ts'
import { rewriteCalls, type TemplateTag, UNKNOWN_SHORTCODE } from './rewrite-calls.ts'
import { readArguments } from './template-call.ts'

const TAG =
  /\{\{(\/\*)?-?\s*([A-Za-z_][\w:]*)\(([^{}]*)\)\s*-?(?:\*\/)?\}\}|\{%(\/\*)?-?\s*(?:([A-Za-z_][\w:]*)\(([^{}%]*)\)|end\w*)\s*-?(?:\*\/)?%\}/g

/** Zola's shortcodes, `{{ name(key="value") }}` and `{% name() %} … {% end %}`; `{{/* name() * /}}` is how one is shown. */
export const rewriteZolaShortcodes: DialectPass = (source, context) => {
  const { text } = source
  if (!/\{[{%]/.test(text)) return source
  const code = findCode(text)
  const [tagCode, callCode] = [createRangeFinder(code), createRangeFinder(code)]
  const edits: Edit[] = []
  const tags: TemplateTag[] = []
  // `{% end %}` has no name: it closes the last block that is open.
  const open: string[] = []
  for (const {
    0: written,
    index,
    1: shown,
    2: single,
    3: inside,
    4: shownBlock,
    5: opened,
    6: blockInside,
  } of text.matchAll(TAG)) {
    const range = { start: index, end: index + written.length }
    if (tagCode(index)?.kind === 'card') continue
    if (shown !== undefined || shownBlock !== undefined) {
      edits.push({ ...range, text: written.replace('/*', '').replace('*/', '') })
      continue
    }
    const name = single ?? opened
    if (name === undefined) {
      const last = open.pop()
      if (last !== undefined) tags.push({ ...range, kind: 'close', name: last, arguments: readArguments('') })
      continue
    }
    if (single === undefined) open.push(name)
    tags.push({
      ...range,
      kind: 'open',
      name,
      arguments: readArguments(inside ?? blockInside ?? ''),
      isAlone: single !== undefined,
    })
  }
  const rules = {
    ...UNKNOWN_SHORTCODE,
    isCode: (offset: number) => callCode(offset) !== undefined,
    lineAt: createLineTracker(source),
  }
  return rewriteRanges(source, [...edits, ...rewriteCalls(text, tags, rules, context)])
}
