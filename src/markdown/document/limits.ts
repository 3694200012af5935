/**
 * Limits that no text written by people comes near; reading more would cost too much time or memory. What goes beyond one is reported as a
 * problem with its line. See docs/lexical.md, "Limits".
 */

/** Quotes, lists, footnotes and directives around a block. */
export const MAX_NESTING = 64

/** Emphasis, links and images in one another; what is deeper is text. */
export const MAX_INLINE_DEPTH = 64

/** Characters of one paragraph, heading or table cell. Some of marked's rules read a text again for every mark in it. */
export const MAX_TEXT = 250_000

/** Cells of one table. Without a limit a short line would become as many empty cells as the first row has columns. */
export const MAX_CELLS = 100_000

/** Characters without a blank line between them. marked's rules for blocks overflow the stack on some texts of that kind. */
export const MAX_RUN = 1_000_000

/** Lines that a list item goes on over without an indent. marked reads the item once more for each of them. */
export const MAX_LAZY_LINES = 10_000

/**
 * Characters of addresses and titles that links and images take from definitions (`[label]: address "title"`), all uses of a text together. A
 * definition is written once, and everything that is made of a text holds it once per use: 300 KB of text would become 300 MB.
 */
export const MAX_REPEATED = 500_000

/** Which of them a text went beyond. */
export type Exceeded = 'nesting' | 'length' | 'cells' | 'run' | 'lazy' | 'repeated'
