import { decodeEntities } from '../document/characters.ts'
import { countPlaces, type Doubt } from './doubt.ts'
import type { LocatedToken, OpenText } from './open-text.ts'

/** Lines by their numbers, behind the language: `js {1,3-5}`, `go {hl_lines=[1,"3-5"]}`, `rust,hl_lines=1 3`, `ts mark={2}`, `diff ins={1}`. */
const LINES =
  /\{\s*\d[\d\s,.-]*\}|(?:^|[\s,{])(?:hl_?lines?|highlight(?:ed)?(?:-?lines)?|mark|ins|del|emphasi[sz]e-lines|code-line-numbers)\s{0,3}[=:]\s{0,3}["'[{]?\s{0,3}["']?\d/i
/** Comments in the code by which Docusaurus and Shiki mark its lines, and which they take out. */
const COMMENTS =
  /(?:^|[\s/#*;{-])highlight-(?:next-line|start|end)\b|\[!code (?:highlight|focus|hl|word|error|warning|\+\+|--)/

/**
 * Finds code whose lines are marked for readers. Ghost shows code without marks. Line numbers and other looks are not told: nobody misses what a text does
 * not speak of.
 */
export function findHighlights({ tokens, lineAt }: OpenText): Doubt[] {
  const lines: LocatedToken[] = []
  const comments: LocatedToken[] = []
  for (const one of tokens) {
    const { token } = one
    if (token.type !== 'code' || token.codeBlockStyle === 'indented') continue
    if (token.lang && LINES.test(decodeEntities(token.lang))) lines.push(one)
    if (COMMENTS.test(token.text)) comments.push(one)
  }
  return [
    ...report(lines, {
      code: 'code/highlighted-lines',
      message: 'The lines of this code that are to be highlighted are shown as all others: Ghost has no mark for them.',
      hint: 'Nothing needs to be done unless the text speaks of them; a comment in the code is seen everywhere.',
    }),
    ...report(comments, {
      code: 'code/highlight-comment',
      message: 'A comment in this code only marks lines for another tool, which takes it out: in Ghost readers see it.',
      hint: 'Take it out, or write what readers should know.',
    }),
  ]

  function report(
    [first, ...others]: readonly LocatedToken[],
    about: Pick<Doubt, 'code' | 'message' | 'hint'>,
  ): Doubt[] {
    if (first === undefined) return []
    return [{ ...about, line: lineAt(first.start), message: `${about.message}${countPlaces(others.length + 1)}` }]
  }
}
