import { isVoidElement } from '../html/element-names.ts'
import type { DialectPass } from './dialect.ts'
import { createLineTracker, type DialectText, type Edit, rewriteRanges } from './dialect-text.ts'
import { createRangeFinder, findCode } from './find-code.ts'
import { rewriteCalls, type TemplateTag } from './rewrite-calls.ts'
import { type Rendered, readArguments } from './template-call.ts'

/**
 * MDX, in which Docusaurus and many Astro and Gatsby sites write: `import` and `export` lines and comments go, components become what the table
 * of the config says, and of JSX in the tags of HTML stays what HTML has.
 */
export const rewriteMdx: DialectPass = (source, context) => {
  const { source: bare, imports } = dropModules(dropComments(source), context.tell)
  if (!/<\/?[A-Za-z>]|\{/.test(bare.text)) return bare
  const { text } = bare
  const code = findCode(text)
  const [tagCode, callCode, textCode] = [createRangeFinder(code), createRangeFinder(code), createRangeFinder(code)]
  const edits: Edit[] = []
  const tags: TemplateTag[] = []
  for (const scanned of scanTags(text)) {
    const tag = { ...scanned, attributes: fillImports(scanned.attributes, imports) }
    if (tagCode(tag.start) !== undefined) continue
    if (tag.name === '') edits.push({ start: tag.start, end: tag.end, text: '' })
    else if (/^[A-Z]|\./.test(tag.name)) tags.push(readComponent(tag))
    else if (scanned.attributes.includes('{') || /\b(?:className|htmlFor)=/.test(tag.attributes))
      edits.push({ start: tag.start, end: tag.end, text: writeHtmlTag(tag, imports) })
    else if (tag.isAlone && !isVoidElement(tag.name)) {
      const slash = tag.end - (/\s{0,100}\/\s{0,100}>$/.exec(text.slice(tag.start, tag.end))?.[0].length ?? 2)
      edits.push({ start: slash, end: tag.end, text: `></${tag.name}>` })
    }
  }
  for (const { 0: written, index, 1: double, 2: single } of text.matchAll(/\{(?:"([^"{}\n]*)"|'([^'{}\n]*)')\}/g))
    if (textCode(index) === undefined && !/=$/.test(text.slice(Math.max(0, index - 1), index)))
      edits.push({ start: index, end: index + written.length, text: double ?? single ?? '' })
  for (const { 0: written, index, 1: opening = '' } of text.matchAll(
    /(<CodeBlock\b[^<>]{0,500}>\s{0,20})\{`|`\}(?=\s{0,20}<\/CodeBlock>)/g,
  ))
    edits.push({ start: index + opening.length, end: index + written.length, text: '' })
  const lineOfValue = createLineTracker(bare)
  const valueCode = createRangeFinder(code)
  for (const { 0: written, index } of text.matchAll(EXPRESSION))
    if (valueCode(index) === undefined)
      context.tell({
        line: lineOfValue(index),
        code: 'markdown/mdx-expression',
        subject: written,
        ...(/^\{[\w$.]+\}$/.test(written) ? {} : { group: 'computed' }),
        what: 'is a value that MDX computes: here it is shown as it stands',
        hint: 'Write the value itself, or `\\{` where the brace is meant.',
      })
  const rules = {
    code: 'markdown/unknown-component',
    what: 'is a component that ghost-sync does not know: it is left out, and only the text inside it is kept',
    isCode: (offset: number) => callCode(offset) !== undefined,
    lineAt: createLineTracker(bare),
  }
  return rewriteRanges(bare, [...edits, ...rewriteCalls(text, tags, rules, context)])
}

/** A name, a call, a choice or a sum between braces; not the value of an attribute, and not part of a formula. */
const EXPRESSION =
  /(?<![\\=$#{}^_]|\\\w{1,20})\{[A-Za-z_$][\w$]*(?:\.[\w$]+)*\}|(?<![\w\\=$#{}^_])\{(?:new )?[A-Za-z_$][\w$.]{0,100}(?:\([^{}\n]{0,200}\)[^{}\n]{0,100}| (?:\?|&&|\|\||[+*/-]) [^{}\n]{1,200})\}|(?<![\w\\=$#{}^_])\{\d+ ?[+*/-] ?\d+\}/g

/** `src={picture}` and `src={picture.src}` of an imported file. */
function fillImports(attributes: string, imports: ReadonlyMap<string, string>): string {
  return attributes.replace(/=\{\s*(\w+)(?:\.src)?\s*\}/g, (written, name: string) => {
    const file = imports.get(name)
    return file === undefined || file.includes('"') ? written : `="${file}"`
  })
}

/** A comment of MDX: nothing of it is for readers. `{/* #id * /}` after a heading is its id, as `{#id}`. */
function dropComments(source: DialectText): DialectText {
  const { text } = source
  if (!text.includes('{/*')) return source
  const inCode = createRangeFinder(findCode(text))
  const edits: Edit[] = []
  for (let start = text.indexOf('{/*'); start >= 0; ) {
    const close = text.indexOf('*/}', start + 3)
    if (close < 0) break
    const end = close + 3
    const id = /^\s*#([\w:.-]+)\s*$/.exec(text.slice(start + 3, close))?.[1]
    if (inCode(start) === undefined)
      edits.push({ start, end, text: id === undefined ? keepBreaks(text.slice(start, end)) : `{#${id}}` })
    start = text.indexOf('{/*', end)
  }
  return rewriteRanges(source, edits)
}

function keepBreaks(text: string): string {
  return text.replace(/[^\n]/g, '')
}

/** Takes out the `import` and `export` statements, which begin a line after a blank one, or after another of them. */
function dropModules(
  source: DialectText,
  tell: Parameters<DialectPass>[1]['tell'],
): { readonly source: DialectText; readonly imports: ReadonlyMap<string, string> } {
  const { text } = source
  const imports = new Map<string, string>()
  if (!/^(?:import|export)\s/m.test(text)) return { source, imports }
  const inCode = createRangeFinder(findCode(text))
  const edits: Edit[] = []
  let mayBegin = true
  let depth = 0
  let at = 0
  for (const [index, line] of text.split('\n').entries()) {
    const isStart =
      depth <= 0 &&
      mayBegin &&
      /^(?:import\s+(?:[\w{*"'][^\n]*)|export\s+(?:const|let|var|default|function|class|async|\{|\*))/.test(line)
    if ((isStart || depth > 0) && inCode(at) === undefined) {
      const imported = /^import\s+(\w+)\s+from\s+["']([^"']+\.\w+)["']/.exec(line)
      if (imported?.[1] !== undefined && imported[2] !== undefined) imports.set(imported[1], imported[2])
      if (line.startsWith('export') && isStart)
        tell({
          line: source.lines[index] ?? 0,
          code: 'markdown/mdx-export',
          subject: line.trim(),
          group: 'export',
          what: 'is code of MDX, which does not run in Ghost: it is left out',
          hint: 'Nothing needs to be done unless the text uses it.',
        })
      edits.push({ start: at, end: at + line.length, text: '' })
      depth = Math.max(0, depth + countBraces(line))
      // A blank line ends a statement whose braces nobody could count.
      if (line.trim() === '') depth = 0
      mayBegin = true
    } else mayBegin = line.trim() === ''
    at += line.length + 1
  }
  return { source: rewriteRanges(source, edits), imports }
}

function countBraces(line: string): number {
  let [depth, quote] = [0, '']
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at)
    if (sign === '\\') at++
    else if (quote !== '') quote = sign === quote ? '' : quote
    else if (sign === '"' || sign === "'") quote = sign
    else if ('{(['.includes(sign)) depth++
    else if ('})]'.includes(sign)) depth--
  }
  return depth
}

interface JsxTag {
  readonly start: number
  readonly end: number
  readonly name: string
  readonly isClosing: boolean
  readonly isAlone: boolean
  readonly attributes: string
}

/** No tag of a text is longer. */
const MAX_TAG = 5000

/** Finds tags, whose attributes may hold `>` in quotes and in braces. */
function* scanTags(text: string): Generator<JsxTag> {
  const opening = /<(\/?)([A-Za-z][\w.]*)(?=[\s/>])|<(\/?)()>/g
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = match.index
    const name = match[2] ?? ''
    const from = start + match[0].length
    if (name === '') {
      yield { start, end: from, name, isClosing: false, isAlone: true, attributes: '' }
      continue
    }
    const close = findTagEnd(text, from)
    if (close === undefined) continue
    const body = text.slice(from, close)
    yield {
      start,
      end: close + 1,
      name,
      isClosing: match[1] === '/',
      isAlone: body.trimEnd().endsWith('/'),
      attributes: body.replace(/\/\s*$/, ''),
    }
    opening.lastIndex = close + 1
  }
}

function findTagEnd(text: string, from: number): number | undefined {
  let [quote, depth] = ['', 0]
  const limit = Math.min(text.length, from + MAX_TAG)
  for (let at = from; at < limit; at++) {
    const sign = text[at] ?? ''
    if (quote !== '') quote = sign === quote ? '' : quote
    else if (sign === '"' || (sign === "'" && depth === 0)) quote = sign
    else if (sign === '{') depth++
    else if (sign === '}') depth--
    else if (depth === 0 && sign === '<') return undefined
    else if (depth === 0 && sign === '>') return at
  }
  return undefined
}

function readComponent({ start, end, name, isClosing, isAlone, attributes }: JsxTag): TemplateTag {
  const call = readArguments(attributes)
  if (isClosing) return { start, end, kind: 'close', name, arguments: call }
  const rendered = renderComponent(name, call)
  return { start, end, kind: 'open', name, arguments: call, isAlone, ...(rendered !== undefined && { rendered }) }
}

/** The components that Docusaurus brings: tabs are shown one after the other, each with its label. */
function renderComponent(name: string, { named }: ReturnType<typeof readArguments>): Rendered | undefined {
  const nothing: Rendered = { kind: 'inline', before: '', after: '', keepsInner: true }
  if (name === 'Tabs' || name === 'Head' || name === 'BrowserOnly') return nothing
  if (name !== 'TabItem') return undefined
  const label = named.get('label') ?? named.get('value')
  return label === undefined ? nothing : { kind: 'block', before: `**${label}**\n`, after: '', keepsInner: true }
}

/** An opening tag of HTML without what only React understands: `className` is `class`, and what is computed is left out. */
function writeHtmlTag({ name, attributes, isClosing, isAlone }: JsxTag, imports: ReadonlyMap<string, string>): string {
  if (isClosing) return `</${name}>`
  const written = [...attributes.replace(/\{\s*\.{3}[^{}]*\}/g, '').matchAll(ATTRIBUTE)].flatMap(
    ([, key = '', quoted, braced]) => {
      const html = key === 'className' ? 'class' : key === 'htmlFor' ? 'for' : key
      if (quoted !== undefined) return [`${html}=${quoted}`]
      if (braced === undefined) return /^\w/.test(key) ? [html] : []
      const inside = braced.slice(1, -1).trim()
      const literal = /^(?:require\(|useBaseUrl\()?\s*["'`]([^"'`$]*)["'`]\s*\)?(?:\.default)?$/.exec(inside)?.[1]
      const value = literal ?? imports.get(inside) ?? (/^\d+$/.test(inside) ? inside : undefined)
      return value === undefined ? [] : [`${html}="${value.replace(/"/g, '&quot;')}"`]
    },
  )
  const tag = [name, ...written].join(' ')
  if (!isAlone) return `<${tag}>`
  // Browsers pass over the slash, and would take what follows for the content of the element.
  return isVoidElement(name) ? `<${tag} />` : `<${tag}></${name}>`
}

const ATTRIBUTE = /([A-Za-z][\w:-]*)(?:\s*=\s*(?:("[^"]*"|'[^']*')|(\{(?:[^{}]|\{[^{}]*\})*\})))?/g
