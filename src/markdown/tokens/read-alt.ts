import type { Tokens } from 'marked'
import { readPlainText } from './read-plain-text.ts'

/** The alternative text of an image, on one line. */
export function readAlt({ tokens }: Tokens.Image): string {
  return readPlainText(tokens, 'tags').replace(/\s+/g, ' ').trim()
}
