import { parseFrontMatter } from '../scan/front-matter/parse-front-matter.ts'
import { splitFrontMatter } from '../scan/front-matter/split-front-matter.ts'
import { writeFrontMatter } from '../scan/front-matter/write-front-matter.ts'

export type Placeholder = 'title' | 'slug' | 'date' | 'type'

export type FilledTemplate =
  | { readonly kind: 'text'; readonly text: string }
  /** `reason` is one sentence, `cure` another. */
  | { readonly kind: 'refused'; readonly reason: string; readonly cure: string }

const PLACEHOLDER = /\{\{\s*(title|slug|date|type)\s*\}\}/g

/**
 * Puts values in place of `{{title}}`, `{{slug}}`, `{{date}}` and `{{type}}`; everything else stays as it was written. A title in the front
 * matter is quoted as its place needs it, so that a colon or a quotation mark in it breaks nothing.
 *
 * @param text the template, LF only
 */
export function fillTemplate(text: string, values: Readonly<Record<Placeholder, string>>): FilledTemplate {
  const opening = /^\s*(---|\+\+\+)[^\n]*\n/.exec(text)
  const end = opening === null ? -1 : text.indexOf(`\n${opening[1]}`, opening[0].length - 1)
  const isJson = /^\s*\{\s*"/.test(text)
  // Bare JSON has no fence that would tell where it ends; what stands in quotes is quoted right in the text below it as well.
  const head = end === -1 ? (isJson ? text : '') : text.slice(0, end)
  const language = isJson ? 'json' : opening?.[1] === '+++' ? 'toml' : 'yaml'
  const filled = fillHead(head, values, language) + fillPlain(text.slice(head.length), values)
  const split = splitFrontMatter(filled)
  const findings =
    split.kind === 'bad' ? [split.finding] : split.kind === 'none' ? [] : parseFrontMatter(split).findings
  const broken = findings.find(({ severity }) => severity === 'error')
  if (broken === undefined) return { kind: 'text', text: filled }
  return { kind: 'refused', reason: broken.message, cure: broken.cure }
}

function fillPlain(text: string, values: Readonly<Record<Placeholder, string>>): string {
  return text.replace(PLACEHOLDER, (_, name: Placeholder) => values[name])
}

function fillHead(text: string, values: Readonly<Record<Placeholder, string>>, language: string): string {
  return text
    .split('\n')
    .map((line) =>
      line.replace(PLACEHOLDER, (whole, name: Placeholder, at: number) => {
        const before = line.slice(0, at)
        const quote = findOpenQuote(before)
        // Slug, date and type hold nothing that any of the languages would take for a sign.
        if (name !== 'title')
          return quote === undefined && language !== 'yaml' ? JSON.stringify(values[name]) : values[name]
        if (quote === '"') return JSON.stringify(values.title).slice(1, -1)
        if (quote === "'") return values.title.replaceAll("'", language === 'yaml' ? "''" : '’')
        if (language !== 'yaml') return JSON.stringify(values.title)
        const isWhole = /(?::|^\s*-)\s*$/.test(before) && /^\s*(?:#.*)?$/.test(line.slice(at + whole.length))
        return isWhole ? writeScalar(values.title) : values.title
      }),
    )
    .join('\n')
}

/** The quotation mark that the end of `before` is inside of. */
function findOpenQuote(before: string): string | undefined {
  let open: string | undefined
  for (let at = 0; at < before.length; at += 1) {
    const character = before[at]
    if (open === '"' && character === '\\') at += 1
    else if (open === undefined && (character === '"' || character === "'")) open = character
    else if (character === open) open = undefined
  }
  return open
}

/** As YAML writes the text by itself: bare where that is safe. */
function writeScalar(text: string): string {
  const block = writeFrontMatter(new Map([['title', text]]))
  return block.slice('---\ntitle: '.length, -'\n---\n'.length)
}
