/** Ghost's limit of the field that a ledger is written into, in characters and, on MySQL, in bytes; its text is ASCII. */
const LONGEST = 65_535
/** An HTML comment: if some theme ever prints it, readers see nothing. */
export const LEDGER_BEGIN = '<!-- ghost-sync-ledger 1 '
export const LEDGER_END = ' -->'
/** Characters of a path's digest, and of an id as base64. */
export const KEY_LENGTH = 6
export const ENTRY_LENGTH = KEY_LENGTH + 16
export const ENTRIES_PER_FIELD = Math.floor((LONGEST - LEDGER_BEGIN.length - LEDGER_END.length) / ENTRY_LENGTH)
