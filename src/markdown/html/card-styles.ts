/**
 * What Ghost's themes lack for HTML that only a card can show. Inline, since a rule of a theme beats anything else; seen in its default
 * themes, Source and Casper, which lay out such content for other uses.
 */

/**
 * They forbid line breaks in tables, so that a sentence in a cell is cut off and has to be scrolled to; and they allow them inside words, so
 * that a narrow column would fall to pieces. A table that is too wide for its words scrolls.
 */
export const TABLE_STYLE = 'white-space:normal;overflow-wrap:normal;word-break:normal'

/** A bullet beside a check box says nothing. */
export const TASK_STYLE = 'list-style-type:none'

/** Inside a card nothing keeps the notes away from the line above them. */
export const FOOTNOTES_LINE_STYLE = 'margin-bottom:1em'
