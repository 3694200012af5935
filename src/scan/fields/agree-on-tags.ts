import type { Finding } from '../source/finding.ts'
import type { AddressedSource } from '../source/source-file.ts'

/** What is known of a post's tags while all posts of a site are compared. */
export interface TaggedSource extends Pick<AddressedSource, 'source'> {
  readonly fields: { readonly tags?: unknown }
  readonly lines: { readonly tags?: number }
}

interface Spelling {
  readonly name: string
  count: number
  readonly first: TaggedSource
}

/**
 * Gives a tag that files spell in several ways the spelling that most of them use, or of those the first: to Ghost `Travel` and `travel` are one tag
 * or two, as its database decides. Says so once for every tag, in the first file with another spelling.
 */
export function agreeOnTags<Draft extends TaggedSource>(
  drafts: readonly Draft[],
): { readonly drafts: readonly Draft[]; readonly findings: ReadonlyMap<Draft, readonly Finding[]> } {
  const tags = new Map<string, Map<string, Spelling & { readonly first: Draft }>>()
  for (const draft of drafts) {
    for (const name of listTags(draft)) {
      const spellings = tags.get(fold(name)) ?? new Map<string, Spelling & { readonly first: Draft }>()
      const spelling = spellings.get(name) ?? { name, count: 0, first: draft }
      spelling.count += 1
      spellings.set(name, spelling)
      tags.set(fold(name), spellings)
    }
  }
  const chosen = new Map<string, string>()
  const findings = new Map<Draft, Finding[]>()
  for (const [folded, spellings] of tags) {
    if (spellings.size < 2) continue
    // The sort is stable, and a Map keeps the order of the files.
    const [best, ...others] = [...spellings.values()].sort((one, other) => other.count - one.count)
    const [other] = others
    if (best === undefined || other === undefined) continue
    chosen.set(folded, best.name)
    const own = findings.get(other.first) ?? []
    findings.set(other.first, [...own, describeSpellings(best, others, other.first.lines.tags)])
  }
  if (chosen.size === 0) return { drafts, findings }
  const agreed = drafts.map((draft) => {
    const names = listTags(draft)
    const spelt = names.map((name) => chosen.get(fold(name)) ?? name)
    return spelt.every((name, nth) => name === names[nth])
      ? draft
      : { ...draft, fields: { ...draft.fields, tags: spelt } }
  })
  const at = new Map(drafts.map((draft, nth) => [draft, agreed[nth] ?? draft]))
  return { drafts: agreed, findings: new Map([...findings].map(([draft, own]) => [at.get(draft) ?? draft, own])) }
}

function listTags({ fields: { tags } }: TaggedSource): readonly string[] {
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : []
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

function describeSpellings(best: Spelling, others: readonly Spelling[], line: number | undefined): Finding {
  const written = others.slice(0, 5).map(({ name, count }) => `\`${name}\` (${count})`)
  return {
    severity: 'warning',
    code: 'front-matter/tag-spelling',
    line,
    message: `The tags ${written.join(', ')} and \`${best.name}\` (${best.count}) are one tag; it is written \`${best.name}\`.`,
    hint: `Write \`${best.name}\` in every file.`,
    subject: best.name,
  }
}
