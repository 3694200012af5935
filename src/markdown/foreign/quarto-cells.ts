import type { DialectPass } from './dialect.ts'
import { createLineTracker } from './dialect-text.ts'
import { findCode } from './find-code.ts'

const CELL = /^[ \t>]*(?:`{3,}|~{3,})[ \t]*(\{[A-Za-z][\w-]*(?:[\s,][^\n]{0,500})?\})[ \t]*(?:\n|$)/
/** `r 1 + 1` of R Markdown and knitr, `{python} x` of Quarto. */
const IN_LINE = /^`(r [^`\n]{1,150}|\{(?:r|python|julia|ojs)\} [^`\n]{1,150})`/

/**
 * Tells of code that Quarto and R Markdown run (```` ```{r} ````): their readers see its results, and those of Ghost the code. What is only shown
 * there (`eval: false`) is shown here as well.
 */
export const tellCodeCells: DialectPass = (source, { tell }) => {
  const { text } = source
  const lineAt = createLineTracker(source)
  for (const { kind, start, end } of findCode(text)) {
    const inline = kind === 'span' ? IN_LINE.exec(text.slice(start, start + 200))?.[1] : undefined
    if (inline !== undefined) {
      tell({
        line: lineAt(start),
        code: 'markdown/code-cell',
        subject: inline,
        group: 'inline',
        what: 'is code in a line that Quarto runs: readers see the code, and not its result',
        hint: 'Put the result into the text.',
      })
    }
    const code = kind === 'fence' ? text.slice(start, Math.min(end, start + 2_000)) : ''
    const opening = CELL.exec(code)?.[1]
    if (opening === undefined || isOff(code, opening, 'eval')) continue
    const isHidden = isOff(code, opening, 'echo') || isOff(code, opening, 'include')
    tell({
      line: lineAt(start),
      code: 'markdown/code-cell',
      subject: opening,
      group: isHidden ? 'hidden' : 'shown',
      what: isHidden
        ? 'is code that Quarto runs and hides: readers see the code, and not what it makes'
        : 'is code that Quarto runs: readers see the code, without its results',
      hint: isHidden
        ? 'Put what it makes into the text, and take the code out of it.'
        : 'Put the results into the text, as pictures and tables; or write the language without braces where only the code is meant.',
    })
  }
  return source
}

/** Whether an option is switched off: `{r, echo=FALSE}`, or a line `#| echo: false`. */
function isOff(code: string, opening: string, option: string): boolean {
  return (
    new RegExp(`\\b${option}\\s*=\\s*(?:FALSE|F|false)\\b`).test(opening) ||
    new RegExp(`^[ \\t>]*(?:#|//|%%)\\|[ \\t]*${option}:[ \\t]*false\\b`, 'm').test(code)
  )
}
