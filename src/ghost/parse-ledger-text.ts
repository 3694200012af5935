import { ENTRY_LENGTH, KEY_LENGTH, LEDGER_BEGIN, LEDGER_END } from './ledger-format.ts'

/** Reads one field of a ledger. Whatever is not one of version 1 holds nothing: a person may have written there. */
export function parseLedgerText(text: string): readonly (readonly [string, string])[] {
  const packed = text.slice(LEDGER_BEGIN.length, -LEDGER_END.length)
  const isWhole = text.startsWith(LEDGER_BEGIN) && text.endsWith(LEDGER_END) && packed.length % ENTRY_LENGTH === 0
  if (!isWhole || !/^[\w-]*$/.test(packed)) return []
  return Array.from({ length: packed.length / ENTRY_LENGTH }, (_, nth) => {
    const entry = packed.slice(nth * ENTRY_LENGTH, (nth + 1) * ENTRY_LENGTH)
    return [entry.slice(0, KEY_LENGTH), Buffer.from(entry.slice(KEY_LENGTH), 'base64url').toString('hex')] as const
  })
}
