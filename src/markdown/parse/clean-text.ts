import { cleanCharacters } from './clean-characters.ts'

/** Line ends as `\n`, no byte order mark, no forbidden characters. Keeps the number of lines. */
export function cleanText(text: string): string {
  return cleanCharacters(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'))
}
