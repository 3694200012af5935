import type { MarkdownProblem } from '../document/markdown-document.ts'

/** Something that a dialect cannot express. It is told once per `code` and `subject` (or `group`) in a file, with the number of places. */
export interface Note {
  /** 0-based line of the body in the file. */
  readonly line: number
  readonly code: string
  /** As its author wrote it; it stands at the start of the message. */
  readonly subject: string
  /** What is told together, under the first subject. @default the subject */
  readonly group?: string
  readonly what: string
  readonly hint: string
}

/** The note about attributes that are left out. All of a file are told together. @param hint what becomes of the rest of them */
export function noteLostLook(line: number, subject: string, hint = ''): Note {
  return {
    line,
    code: 'markdown/attributes',
    subject,
    group: 'attributes',
    what: 'gives a class or a look that Ghost has no place for: it is left out',
    hint: `Nothing needs to be done unless the look matters${hint}.`,
  }
}

/** `subject`: as `Problem.subject`, so that many files are told by name. */
export type DialectWarning = MarkdownProblem & { readonly subject?: string }

/** Makes the warnings of a file from its notes. */
export function gatherNotes(notes: readonly Note[], firstLine: number): DialectWarning[] {
  const groups = new Map<string, Note[]>()
  for (const note of notes) {
    const key = `${note.code}\0${note.group ?? note.subject}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [note])
    else group.push(note)
  }
  return [...groups.values()].flatMap((group): DialectWarning[] => {
    const [first] = [...group].sort((one, other) => one.line - other.line)
    if (first === undefined) return []
    const more = group.length === 1 ? '' : ` The file has ${group.length} of them.`
    const shown = first.subject.length > 60 ? `${first.subject.slice(0, 57)}...` : first.subject
    const message = `\`${shown.replace(/\s+/g, ' ')}\` ${first.what}.${more}`
    const subject = first.group === undefined ? { subject: shown } : {}
    return [{ code: first.code, line: firstLine + first.line, message, hint: first.hint, ...subject }]
  })
}
