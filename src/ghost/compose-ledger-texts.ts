import type { LedgerMarks } from './ledger.ts'
import { ENTRIES_PER_FIELD, LEDGER_BEGIN, LEDGER_END, MARKED_PER_FIELD, MARKS_BEGIN } from './ledger-format.ts'

/** A ledger as as many fields as it takes, in an order that depends on the entries alone. An id that is none of Ghost's is left out. */
export function composeLedgerTexts(
  entries: ReadonlyMap<string, string>,
  marks: ReadonlyMap<string, LedgerMarks> = new Map(),
): readonly string[] {
  const known = [...entries]
    .filter(([, id]) => /^[0-9a-f]{24}$/.test(id))
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const ids = known.map(([key, id]) => `${key}${Buffer.from(id, 'hex').toString('base64url')}`)
  const marked = known.flatMap(([key]) => {
    const mark = marks.get(key)
    return mark === undefined ? [] : [`${key}${mark.slug}${mark.title}${mark.body}`]
  })
  return [...split(ids, ENTRIES_PER_FIELD, LEDGER_BEGIN), ...split(marked, MARKED_PER_FIELD, MARKS_BEGIN)]
}

function split(packed: readonly string[], perField: number, begin: string): readonly string[] {
  return Array.from({ length: Math.ceil(packed.length / perField) }, (_, nth) => {
    const part = packed.slice(nth * perField, (nth + 1) * perField)
    return `${begin}${part.join('')}${LEDGER_END}`
  })
}
