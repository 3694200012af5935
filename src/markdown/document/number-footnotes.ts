import type { Token } from 'marked'
import { type FootnoteDefinitionToken, listChildren, readToken } from './markdown-token.ts'

export interface FootnoteNumbers {
  /** For each `[^label]`: the note's number, and which reference to it this is, both from 1. */
  readonly references: ReadonlyMap<Token, { readonly number: number; readonly occurrence: number }>
  /** The notes that are referred to, in order of number. */
  readonly notes: readonly Footnote[]
}

export interface Footnote {
  readonly number: number
  readonly tokens: readonly Token[]
  /** How many references lead to it. */
  readonly occurrences: number
}

/**
 * Numbers notes in the order in which they are first referred to, in the text and then in the notes themselves. A note that nothing
 * refers to is dropped; of two definitions of one label the first counts. As GitHub does.
 */
export function numberFootnotes(tokens: readonly Token[]): FootnoteNumbers {
  const definitions = new Map<string, FootnoteDefinitionToken>()
  const found = collect(tokens, definitions)
  const references = new Map<Token, { number: number; occurrence: number }>()
  const notes: { number: number; tokens: readonly Token[]; occurrences: number }[] = []
  const byLabel = new Map<string, (typeof notes)[number]>()
  const count = (reference: FoundReference): void => {
    let note = byLabel.get(reference.label)
    const text = reference.note ?? definitions.get(reference.label)?.tokens
    if (text === undefined) return
    if (note === undefined) {
      note = { number: notes.length + 1, tokens: text, occurrences: 0 }
      notes.push(note)
      byLabel.set(reference.label, note)
    }
    note.occurrences++
    references.set(reference.token, { number: note.number, occurrence: note.occurrences })
  }
  found.forEach(count)
  // The list grows while it is walked: a note may refer to another one.
  for (const note of notes) collect(note.tokens, new Map()).forEach(count)
  return { references, notes }
}

interface FoundReference {
  readonly token: Token
  readonly label: string
  readonly note: Token[] | undefined
}

/** References outside of definitions, in order; puts the definitions into `definitions`. */
function collect(tokens: readonly Token[], definitions: Map<string, FootnoteDefinitionToken>): FoundReference[] {
  return tokens.flatMap((token) => {
    const known = readToken(token)
    if (known.type === 'footnoteReference') return [{ token, label: known.label, note: known.note }]
    if (known.type !== 'footnoteDefinition') return collect(listChildren(token), definitions)
    if (!definitions.has(known.label)) definitions.set(known.label, known)
    // Definitions inside this one count too; the references in here wait until the note itself is reached.
    collect(known.tokens, definitions)
    return []
  })
}
