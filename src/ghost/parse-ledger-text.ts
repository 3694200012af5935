import type { LedgerMarks } from './ledger.ts'
import {
  ENTRY_LENGTH,
  KEY_LENGTH,
  LEDGER_BEGIN,
  LEDGER_END,
  MARK_LENGTH,
  MARKED_LENGTH,
  MARKS_BEGIN,
} from './ledger-format.ts'

/** Reads one field of a ledger: the ids. Whatever is not one of version 1 holds nothing: a person may have written there. */
export function parseLedgerText(text: string): readonly (readonly [string, string])[] {
  return unpack(text, LEDGER_BEGIN, ENTRY_LENGTH).map(
    (entry) => [entry.slice(0, KEY_LENGTH), Buffer.from(entry.slice(KEY_LENGTH), 'base64url').toString('hex')] as const,
  )
}

/** Reads one field of a ledger: the marks. */
export function parseMarksText(text: string): readonly (readonly [string, LedgerMarks])[] {
  return unpack(text, MARKS_BEGIN, MARKED_LENGTH).map((entry) => {
    const [slug = '', title = '', body = ''] = [0, 1, 2].map((nth) =>
      entry.slice(KEY_LENGTH + nth * MARK_LENGTH, KEY_LENGTH + (nth + 1) * MARK_LENGTH),
    )
    return [entry.slice(0, KEY_LENGTH), { slug, title, body }] as const
  })
}

function unpack(text: string, begin: string, length: number): readonly string[] {
  const packed = text.slice(begin.length, -LEDGER_END.length)
  const isWhole = text.startsWith(begin) && text.endsWith(LEDGER_END) && packed.length % length === 0
  if (!isWhole || !/^[\w-]*$/.test(packed)) return []
  return Array.from({ length: packed.length / length }, (_, nth) => packed.slice(nth * length, (nth + 1) * length))
}
