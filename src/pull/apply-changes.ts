import type { RemoteBody, RemotePost } from '../ghost/posts/remote-post.ts'
import { extractTitle, type LexicalRoot, parseMarkdown } from '../markdown/index.ts'
import type { FieldName } from '../model/fields.ts'
import type { EditedText } from '../scan/front-matter/block.ts'
import { editFrontMatter } from '../scan/front-matter/edit-front-matter.ts'
import { findFrontMatterKey } from '../scan/front-matter/front-matter-keys.ts'
import { splitFrontMatter } from '../scan/front-matter/split-front-matter.ts'
import type { FrontMatterValue } from '../scan/front-matter/write-front-matter.ts'
import type { SourceFile } from '../scan/source/source-file.ts'
import { writeValue } from './compose-file.ts'
import { type MergedBody, type MergeOptions, mergeBody } from './merge-body.ts'

/**
 * Writes Ghost's values of these fields into a file, each where the file has it: in its front matter, or for a title in its heading.
 *
 * @param text the whole file, LF only
 */
export function applyRemoteFields(
  text: string,
  fields: readonly Exclude<FieldName, 'body'>[],
  {
    source,
    post,
    site,
    rewrite,
  }: {
    readonly source: SourceFile
    readonly post: RemotePost
    /** Name of the site. */
    readonly site: string
    readonly rewrite: (url: string, kind: 'image') => string
  },
): EditedText {
  const elsewhere = fields.find((field) => isWrittenForSite(field, source, site))
  if (elsewhere !== undefined) {
    const value = JSON.stringify(post.fields[elsewhere])
    const reason = `\`${elsewhere}\` is written under \`sites.${site}\`, which ghost-sync does not edit.`
    return { kind: 'refused', reason, hint: `Write it there by hand: ${elsewhere}: ${value}.` }
  }
  const values = new Map<Exclude<FieldName, 'body'>, FrontMatterValue>()
  let result = text
  for (const field of fields) {
    const value = writeValue(field, post.fields[field] ?? null, { rewrite })
    const heading = field === 'title' && typeof value === 'string' ? replaceHeading(result, value, source) : undefined
    if (heading === undefined) values.set(field, value)
    else result = heading
  }
  return editFrontMatter(result, values)
}

function isWrittenForSite(field: FieldName, { frontMatter }: SourceFile, site: string): boolean {
  const sites = frontMatter.entries.get('sites')?.value
  const own: unknown = typeof sites === 'object' && sites !== null ? Reflect.get(sites, site) : undefined
  if (typeof own !== 'object' || own === null) return false
  return Object.keys(own).some((key) => findFrontMatterKey(key)?.definition.target === field)
}

/** Replaces the text of the heading that gives the title; undefined when the front matter gives it, or the heading is of another form. */
function replaceHeading(text: string, title: string, { frontMatter, document }: SourceFile): string | undefined {
  const isGiven = [...frontMatter.entries.keys()].some((key) => findFrontMatterKey(key)?.definition.target === 'title')
  if (isGiven || extractTitle(document) === undefined) return undefined
  const split = splitFrontMatter(text)
  if (split.kind === 'bad') return undefined
  const line = document.headings.find(({ depth, line: at }) => depth === 1 || at === document.headings[0]?.line)?.line
  const lines = text.split('\n')
  const written = line === undefined ? undefined : lines[line - 1]
  const mark = written === undefined ? null : /^ {0,3}#{1,6}[ \t]+/.exec(written)
  if (line === undefined || mark === null) return undefined
  lines[line - 1] = `${mark[0]}${title.replace(/([\\`*_[\]<>~^=$:{}])/g, '\\$1')}`
  return lines.join('\n')
}

export interface TakeBodyInput extends MergeOptions {
  readonly base: LexicalRoot | undefined
  readonly theirs: RemoteBody
  readonly write: (body: RemoteBody) => string
  /** Whether the file's first heading gives its title, and is no part of the body in Ghost. */
  readonly hasTitleHeading: boolean
}

/**
 * Merges Ghost's body into the text of a file.
 * @returns undefined where nothing tells what Ghost changed, and Ghost's side is not to win
 */
export function applyRemoteBody(text: string, input: TakeBodyInput): MergedBody | undefined {
  const split = splitFrontMatter(text)
  if (split.kind === 'bad') return undefined
  const title = input.hasTitleHeading ? measureTitle(split.body, input) : 0
  const head = text.slice(0, text.length - split.body.length + title)
  const ours = split.body.slice(title)
  const theirs = input.write(input.theirs)
  if (input.base === undefined && !input.theirsWins) return undefined
  const base = input.base && input.write({ kind: 'lexical', root: input.base })
  const merged = mergeBody({ ours, base, theirs }, input)
  // The file had no text: a blank line separates the new text from the front matter.
  const gap = ours.trim() === '' && /^[^\n]/.test(merged.text) && head !== '' && !head.endsWith('\n\n') ? '\n' : ''
  return { ...merged, text: keepBody(head + gap + merged.text, split.kind === 'none') }
}

/**
 * Puts an empty block before a body that begins like front matter (`---js` is code that some site generators run), so that a file without front
 * matter does not get one from it.
 */
function keepBody(text: string, hasNone: boolean): string {
  if (!hasNone) return text
  return splitFrontMatter(text).kind !== 'none' || /^\s*(?:---(?!-)|\+\+\+)/.test(text) ? `---\n---\n\n${text}` : text
}

/** Returns the number of characters up to the end of the heading that the text begins with; a heading further down stays where it is. */
function measureTitle(body: string, { markdown }: TakeBodyInput): number {
  let length = 0
  const { text, tokens, rewritten } = parseMarkdown(body, 1, markdown)
  for (const { type, raw } of tokens) {
    if (type !== 'space' && type !== 'heading') return 0
    length += raw.length
    if (type === 'heading')
      return rewritten === undefined || text === body
        ? length
        : measureLines(body, text.slice(0, length), rewritten.lines)
  }
  return 0
}

/** Where dialects were rewritten, lines tell how much of the file a part of the text is. */
function measureLines(body: string, part: string, lines: readonly number[]): number {
  const end = lines[part.trimEnd().split('\n').length - 1] ?? 0
  const head = body.split('\n', end + 1).join('\n')
  return Math.min(body.length, head.length + (part.length - part.trimEnd().length))
}
