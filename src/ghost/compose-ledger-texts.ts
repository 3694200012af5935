import { ENTRIES_PER_FIELD, LEDGER_BEGIN, LEDGER_END } from './ledger-format.ts'

/** A ledger as as many fields as it takes, in an order that depends on the entries alone. An id that is none of Ghost's is left out. */
export function composeLedgerTexts(entries: ReadonlyMap<string, string>): readonly string[] {
  const packed = [...entries]
    .filter(([, id]) => /^[0-9a-f]{24}$/.test(id))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, id]) => `${key}${Buffer.from(id, 'hex').toString('base64url')}`)
  return Array.from({ length: Math.ceil(packed.length / ENTRIES_PER_FIELD) }, (_, nth) => {
    const part = packed.slice(nth * ENTRIES_PER_FIELD, (nth + 1) * ENTRIES_PER_FIELD)
    return `${LEDGER_BEGIN}${part.join('')}${LEDGER_END}`
  })
}
