/** Lexical's bit for each element that may stand around text, under all of its names. */
export const ELEMENT_FORMATS: Readonly<Record<string, number>> = {
  strong: 1,
  b: 1,
  em: 2,
  i: 2,
  s: 4,
  del: 4,
  strike: 4,
  u: 8,
  code: 16,
  sub: 32,
  sup: 64,
  mark: 128,
}
