import type { RemoteBody } from '../ghost/remote-post.ts'
import type { LexicalRoot } from '../markdown/lexical.ts'
import { parseMarkdown } from '../markdown/parse-markdown.ts'
import { splitFrontMatter } from '../scan/front-matter/split-front-matter.ts'
import { type MergedBody, type MergeOptions, mergeBody } from './merge-body.ts'

export interface TakeBodyInput extends MergeOptions {
  readonly base: LexicalRoot | undefined
  readonly theirs: RemoteBody
  readonly write: (body: RemoteBody) => string
  /** The file's first heading gives its title, and is no part of the body in Ghost. */
  readonly hasTitleHeading: boolean
}

/**
 * Merges Ghost's body into the text of a file.
 * @returns undefined where nothing tells what Ghost changed, and Ghost's side is not to win
 */
export function takeBody(text: string, input: TakeBodyInput): MergedBody | undefined {
  const split = splitFrontMatter(text)
  if (split.kind === 'bad') return undefined
  const title = input.hasTitleHeading ? measureTitle(split.body, input) : 0
  const head = text.slice(0, text.length - split.body.length + title)
  const ours = split.body.slice(title)
  const theirs = input.write(input.theirs)
  if (input.base === undefined && !input.theirsWins) return undefined
  const base = input.base && input.write({ kind: 'lexical', root: input.base })
  const merged = mergeBody({ ours, base, theirs }, input)
  // A text where the file had none: a blank line keeps it apart from the front matter.
  const gap = ours.trim() === '' && /^[^\n]/.test(merged.text) && head !== '' && !head.endsWith('\n\n') ? '\n' : ''
  return { ...merged, text: keepBody(head + gap + merged.text, split.kind === 'none') }
}

/**
 * A file without front matter must not get one from a body that begins like it (`---js` is code that some site generators run): an empty block
 * before it makes clear where the text begins.
 */
function keepBody(text: string, hasNone: boolean): string {
  if (!hasNone) return text
  return splitFrontMatter(text).kind !== 'none' || /^\s*(?:---(?!-)|\+\+\+)/.test(text) ? `---\n---\n\n${text}` : text
}

/** Characters up to the end of the heading that the text begins with; a heading further down stays where it is. */
function measureTitle(body: string, { markdown }: TakeBodyInput): number {
  let length = 0
  for (const { type, raw } of parseMarkdown(body, 1, markdown).tokens) {
    if (type !== 'space' && type !== 'heading') return 0
    length += raw.length
    if (type === 'heading') return length
  }
  return 0
}
