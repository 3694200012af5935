import type { Wire } from './human-edits.ts'

/**
 * What the files of a round change besides what people do: another paragraph and another field than any of them (`text`), all that any of
 * them does (`same`), or only what Ghost's collision check does not see (`meta`), in files that say little.
 */
export const CHANGES = ['text', 'same', 'meta'] as const
export type FileChange = (typeof CHANGES)[number]

export interface FileAbout {
  readonly slug: string
  readonly status: 'draft' | 'published'
  readonly author: string
  readonly otherAuthor: string
}

/** @param version `one` is what only the history still knows, `two` what everybody starts from, `three` what the raced push brings */
export function composeFile(change: FileChange, version: 'one' | 'two' | 'three', about: FileAbout): string {
  const isNew = version === 'three'
  const pick = (old: string, fresh: string) => (isNew ? fresh : old)
  const ofSame = (old: string, fresh: string) => (change === 'same' ? pick(old, fresh) : old)
  const ofMeta = (old: string, fresh: string) => (change === 'text' ? old : pick(old, fresh))
  const full = [
    `slug: ${about.slug}${ofSame('', '-new')}`,
    `authors: [${about.author}${ofSame('', `, ${about.otherAuthor}`)}]`,
    `visibility: ${ofSame('public', 'members')}`,
    'featured: false',
    `custom_excerpt: ${ofSame('Excerpt', 'Excerpt, new')}`,
    `meta_description: ${pick('Description', 'Description, new')}`,
    `feature_image: https://example.com/${ofSame('old', 'new')}.png`,
    `codeinjection_head: <!-- ${ofSame('old', 'new')} -->`,
  ]
  const lines = [
    `title: ${ofSame('Title', 'Title, new')}`,
    `status: ${about.status === 'draft' ? ofSame('draft', 'published') : 'published'}`,
    `tags: [Races, ${ofMeta('Second', 'Third')}]`,
    `meta_title: ${ofMeta('Meta', 'Meta, new')}`,
    ...(change === 'meta' ? [] : full),
  ]
  const body = [
    `${ofSame('The first words', 'New first words')} of it.`,
    'Paragraph 1.',
    `Paragraph 2${ofSame('', ', new')}.`,
    'Paragraph 3.',
    `Version ${version === 'one' ? 'one' : ofSame('two', 'three')}.`,
    change === 'meta' ? 'Last.' : pick('Last.', 'Last, new.'),
  ]
  return `---\n${lines.join('\n')}\n---\n${body.join('\n\n')}\n`
}

/** Whether the raced push has written; the field is one that no person touches, so that it does not matter what else they did. */
export function isWritten(change: FileChange, post: Wire): boolean {
  const [key, value] = ownField(change)
  return post[key] === value
}

function ownField(change: FileChange): readonly [string, string] {
  return change === 'meta' ? ['meta_title', 'Meta, new'] : ['meta_description', 'Description, new']
}

/** Ghost's answer, as if it had stored that field in a form of its own: the push writes its stamp once more then. */
export function alterAnswer(change: FileChange, answer: string): string {
  const [key, value] = ownField(change)
  return answer.replace(`"${key}":"${value}"`, `"${key}":"${value}, as Ghost likes it"`)
}
