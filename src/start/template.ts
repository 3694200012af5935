import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import type { PostType } from '../model/fields.ts'
import { readSourceText } from '../scan/files/read-source-text.ts'
import { parseFrontMatter } from '../scan/front-matter/parse-front-matter.ts'
import { splitFrontMatter } from '../scan/front-matter/split-front-matter.ts'
import { writeFrontMatter } from '../scan/front-matter/write-front-matter.ts'

export type Placeholder = 'title' | 'slug' | 'date' | 'type'

export type FilledTemplate =
  | { readonly kind: 'text'; readonly text: string }
  /** `reason` is one sentence, `hint` another. */
  | { readonly kind: 'refused'; readonly reason: string; readonly hint: string }

const PLACEHOLDER = /\{\{\s*(title|slug|date|type)\s*\}\}/g

/**
 * Puts values in place of `{{title}}`, `{{slug}}`, `{{date}}` and `{{type}}`; everything else stays as written. A title in the front matter is quoted
 * as its place needs it, so that a colon or a quotation mark in it breaks nothing.
 *
 * @param text the template, LF only
 */
export function fillTemplate(text: string, values: Readonly<Record<Placeholder, string>>): FilledTemplate {
  const opening = /^\s*(---|\+\+\+)[^\n]*\n/.exec(text)
  const end = opening === null ? -1 : text.indexOf(`\n${opening[1]}`, opening[0].length - 1)
  const isJson = /^\s*\{\s*"/.test(text)
  // Bare JSON has no fence that shows where it ends. Quoting a title correctly for JSON is harmless in the text below it as well.
  const head = end === -1 ? (isJson ? text : '') : text.slice(0, end)
  const language = isJson ? 'json' : opening?.[1] === '+++' ? 'toml' : 'yaml'
  const filled = fillHead(head, values, language) + fillPlain(text.slice(head.length), values)
  const split = splitFrontMatter(filled)
  const findings =
    split.kind === 'bad' ? [split.finding] : split.kind === 'none' ? [] : parseFrontMatter(split).findings
  const broken = findings.find(({ severity }) => severity === 'error')
  if (broken === undefined) return { kind: 'text', text: filled }
  return { kind: 'refused', reason: broken.message, hint: broken.hint }
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
        // Slug, date and type hold no character that is special in one of the languages.
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

/** Returns the quotation mark inside which `before` ends. */
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

/** Writes the text as YAML would, without quotes where that is safe. */
function writeScalar(text: string): string {
  const block = writeFrontMatter(new Map([['title', text]]))
  return block.slice('---\ntitle: '.length, -'\n---\n'.length)
}

export interface Template {
  /** File name, for messages. */
  readonly name: string
  readonly text: string
}

/**
 * Finds the template that was asked for, with or without `.md`; without a name, `post.md` or `page.md` if there is one.
 *
 * @throws GhostSyncFailure `new/no-template`, `new/template-unreadable`
 */
export async function findTemplate(
  folder: string,
  name: string | undefined,
  type: PostType,
  maxBytes: number,
): Promise<Template | undefined> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const wanted = name ?? type
  // Only files that the folder lists are taken: a name cannot lead out of it.
  const found = files.find((file) => file === wanted || file === `${wanted}.md`)
  if (found === undefined) {
    if (name === undefined) return undefined
    const there = files.filter((file) => file.endsWith('.md')).map((file) => file.slice(0, -'.md'.length))
    throw new GhostSyncFailure('new/no-template', `there is no template ${name} in ${folder}`, EXIT_CODE.usage, {
      hint: there.length === 0 ? `Write one: ${join(folder, `${wanted}.md`)}.` : `There are: ${there.join(', ')}.`,
    })
  }
  const read = await readSourceText(join(folder, found), maxBytes)
  if (read.kind === 'text') return { name: found, text: read.text }
  throw new GhostSyncFailure('new/template-unreadable', `${found}: ${read.finding.message}`, EXIT_CODE.usage, {
    hint: read.finding.hint,
  })
}
