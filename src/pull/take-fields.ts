import type { FieldName } from '../fields.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import { takeTitle } from '../markdown/take-title.ts'
import { editFrontMatter } from '../scan/front-matter/edit-front-matter.ts'
import type { EditedText } from '../scan/front-matter/edited-text.ts'
import { splitFrontMatter } from '../scan/front-matter/split-front-matter.ts'
import type { FrontMatterValue } from '../scan/front-matter/write-front-matter.ts'
import { findFrontMatterKey } from '../scan/front-matter-keys.ts'
import type { SourceFile } from '../scan/source-file.ts'
import { writeValue } from './compose-front-matter.ts'

/**
 * Writes Ghost's values of these fields into a file, each where the file says it: in its front matter, or for a title in its heading.
 *
 * @param text the whole file, LF only
 */
export function takeFields(
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
    readonly rewrite: (url: string) => string
  },
): EditedText {
  const elsewhere = fields.find((field) => isWrittenForSite(field, source, site))
  if (elsewhere !== undefined) {
    const value = JSON.stringify(post.fields[elsewhere])
    const reason = `\`${elsewhere}\` is written under \`sites.${site}\`, which ghost-sync does not edit.`
    return { kind: 'refused', reason, cure: `Write it there by hand: ${elsewhere}: ${value}.` }
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

/** The heading that gives the title, with another text; undefined when the front matter gives it, or the heading is of another form. */
function replaceHeading(text: string, title: string, { frontMatter, document }: SourceFile): string | undefined {
  const isGiven = [...frontMatter.entries.keys()].some((key) => findFrontMatterKey(key)?.definition.target === 'title')
  if (isGiven || takeTitle(document) === undefined) return undefined
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
