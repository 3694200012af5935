import { trimSpacesEnd, trimSpacesStart } from './trim-spaces.ts'

/**
 * Line ends in a text become spaces, with the spaces around them. By hand: a regular expression for "spaces, then a line end" costs quadratic
 * time on a long run of spaces without one.
 */
export function softenBreaks(text: string): string {
  if (!text.includes('\n')) return text
  const lines = text.split('\n')
  return lines
    .map((line, index) => {
      const start = index === 0 ? line : trimSpacesStart(line)
      return index === lines.length - 1 ? start : trimSpacesEnd(start)
    })
    .join(' ')
}
