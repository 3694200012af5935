import type { FidelityDifference } from '../markdown/fidelity/fidelity-difference.ts'
import type { FidelityProblem } from './fidelity-check.ts'

const CURE =
  'Please report it, with the lines around it. Until it is mended, `:::html` shows there exactly what stands in it.'

/** A difference between Markdown and page as a problem of the file. */
export function describeDifference(
  { kind, line, expected, found }: FidelityDifference,
  { file, site }: { readonly file: string; readonly site: string },
): FidelityProblem {
  const said = expected === '' ? 'The Markdown says nothing here' : `The Markdown says ${quote(expected)}`
  const shown = found === '' ? 'Ghost does not show it' : `Ghost shows ${quote(found)}`
  const message = expected === '' ? `${said}, and ${shown}.` : `${said}, but ${shown}.`
  const place = line === undefined ? {} : { line }
  return { severity: 'error', code: `fidelity/${kind}`, file, ...place, message, cure: CURE, site, expected, found }
}

function quote(text: string): string {
  return `\`${text.replace(/\s+/g, ' ')}\``
}
