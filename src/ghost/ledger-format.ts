/** Ghost's limit of the field that a ledger is written into, in characters and, on MySQL, in bytes; its text is ASCII. */
const LONGEST = 65_535
/** An HTML comment: if some theme ever prints it, readers see nothing. */
export const LEDGER_BEGIN = '<!-- ghost-sync-ledger 1 '
export const LEDGER_END = ' -->'
/** In fields of their own: a version that knows nothing of marks goes on reading the entries, and loses the marks with its next write. */
export const MARKS_BEGIN = '<!-- ghost-sync-ledger-marks 1 '
/** Characters of a path's digest, and of an id as base64. */
export const KEY_LENGTH = 6
export const ENTRY_LENGTH = KEY_LENGTH + 16
export const ENTRIES_PER_FIELD = Math.floor((LONGEST - LEDGER_BEGIN.length - LEDGER_END.length) / ENTRY_LENGTH)
/** Characters of one mark: a digest of the slug, the title or the text. */
export const MARK_LENGTH = 6
export const MARKED_LENGTH = KEY_LENGTH + 3 * MARK_LENGTH
export const MARKED_PER_FIELD = Math.floor((LONGEST - MARKS_BEGIN.length - LEDGER_END.length) / MARKED_LENGTH)
