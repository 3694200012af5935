import type { Tokenizer } from 'marked'
import { CJK } from '../document/cjk.ts'

type InlineRules = Tokenizer['rules']['inline']
type FlankingRules = Pick<
  InlineRules,
  'emStrongLDelim' | 'emStrongRDelimAst' | 'punctuation' | 'delLDelim' | 'delRDelim'
>

let amended: FlankingRules | undefined

/**
 * marked's rules of where `*` and `~` may open and close, with two amendments.
 *
 * In Chinese, Japanese and Korean, `**注意：**正文` is bold: a run beside one of their characters opens and closes as if a space stood there,
 * and their punctuation is none that keeps it from that. Without the amendment the asterisks of half of all such texts would be shown.
 *
 * A single `~` before a letter or digit ends no strikethrough: it is that of a range (`Mon~Fri, Sat~Sun`, `3~5 days, 10~20 hours`).
 */
export function amendFlanking(rules: InlineRules): InlineRules {
  amended ??= buildRules()
  return { ...rules, ...amended }
}

/** The place of a run between the characters beside it: `P` punctuation, `S` white space, `O` any other, `C` of CJK (`isCjk`). */
function buildRules(): FlankingRules {
  // To GFM a tilde is no punctuation, so that `**~~x~~**y` is bold.
  const P = `(?![~${CJK}])[\\p{P}\\p{S}]`
  const S = '\\s'
  const O = `(?:[^\\s\\p{P}\\p{S}${CJK}]|~)`
  const C = `[${CJK}]`
  const strike = `(?![${CJK}])[\\p{P}\\p{S}]`
  const other = `[^\\s\\p{P}\\p{S}${CJK}]`
  return {
    emStrongLDelim: new RegExp(
      `^(?:\\*+(?:((?!\\*)${P})|([^\\s*]))?)|^_+(?:((?!_)(?!~)[\\p{P}\\p{S}])|([^\\s_]))?`,
      'u',
    ),
    emStrongRDelimAst: new RegExp(
      // Of the other kind, or none.
      `^[^_*]*?__[^_*]*?\\*[^_*]*?(?=__)|[^*]+(?=[^*])|${buildRuns('\\*', '\\*+', { P, S, O, C })}`,
      'gu',
    ),
    punctuation: new RegExp(`^((?![*_])[\\s\\p{P}\\p{S}${CJK}])`, 'u'),
    delLDelim: new RegExp(`^~~?(?:((?!~)${strike})|[^\\s~])`, 'u'),
    delRDelim: new RegExp(
      `^[^~]+(?=[^~])|${buildRuns('~', '~~|~(?![\\p{L}\\p{N}])', { P: strike, S, O: other, C })}`,
      'gu',
    ),
  }
}

/** Six groups, as marked asks for them: 1 and 2 can only close, 3 and 4 only open, 5 and 6 do either. */
function buildRuns(
  sign: '\\*' | '~',
  run: string,
  { P, S, O, C }: Readonly<Record<'P' | 'S' | 'O' | 'C', string>>,
): string {
  const punctuation = `(?!${sign})${P}`
  const ends = `(?!${sign})`
  return [
    `${punctuation}(${run})(?=${S}|$)`,
    `(?!${C}${sign}+(?!${sign})${P})(?:${O}|${C})(${run})${ends}(?=${S}|${P}|$)`,
    `(?:${S}|${punctuation})(${sign === '~' ? '~~?' : run})(?=${O})`,
    `${S}(${sign === '~' ? '~~?' : run})${ends}(?=${P}|${C})`,
    `(?:${punctuation}|${C})(${run})${ends}(?=${P}|${C})`,
    `(?:${O}|${C})(${run})(?=${O}|${C})`,
  ].join('|')
}
