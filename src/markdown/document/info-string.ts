import { readAttributes } from './attributes.ts'

/** What stands behind the fence of a code block. */
export interface InfoString {
  /** One clean word, for the class `language-…`; empty for none. */
  readonly language: string
  /** The name of the file, or what else the author calls the code: plain text. */
  readonly title: string | undefined
}

/** Classes that say how code is shown, and not what it is written in. */
const NO_LANGUAGE = /^(?:number-?lines|line-?numbers|numbered|copy|collapse)$/i
/** What ends the name of a language: `js:title=a.js`, `js{1,3-5}`, `rust,ignore`, `python=101`, `ts[a.ts]`, Eleventy's `js/1,3-5`. */
const LANGUAGE = /^(?:[^\s,:{}[\]()=|<"'/]|\/(?!\d))*/
/** Switches of other tools that stand where a name could: `ts:line-numbers`. */
const SWITCH = /^(?:(?:no-)?line-numbers|clipboard|copy|true|false|\d*)$/i
const TITLE = /(?:^|[\s{,:])(?:title|filename)=(?:"([^"]*)"|'([^']*)'|([^\s{}:,"']+))/

/**
 * Reads an info string as the tools read it for which it was written: Gatsby (`js:title=a.js`), Qiita and Zenn (`js:a.js`, `diff js:a.js`),
 * Docusaurus (`js {1,3-5} title="a.js"`), VitePress (`ts [a.ts]`), rustdoc (`rust,ignore`), Pandoc and Quarto (`{.python .numberLines}`),
 * knitr (`{r, echo=FALSE}`). Which lines they would highlight, Ghost cannot show.
 */
export function readInfoString(info: string): InfoString {
  const text = info.trim()
  // What `pull` writes for a language that this would read otherwise.
  const exact = text.startsWith('{language=') ? readAttributes(text)?.values.get('language') : undefined
  if (typeof exact === 'string') return { language: exact, title: undefined }
  if (text.startsWith('{')) return { language: readBraces(text), title: findTitle(text) }
  const language = /^[\w-]+=["']/.test(text) ? '' : (LANGUAGE.exec(text)?.[0] ?? '')
  return { language, title: findTitle(text) ?? findName(text, language) }
}

function readBraces(text: string): string {
  const written = readAttributes(text)?.classes ?? []
  const [className] = written.filter((one) => !NO_LANGUAGE.test(one))
  if (className !== undefined || written.length > 0) return className ?? ''
  // `{=html}` is Pandoc's raw text; `{#id}` names no language.
  return /^\{=?\s*([A-Za-z][\w+#-]*)(?![\w+#-]|\s*=)/.exec(text)?.[1] ?? ''
}

function findTitle(text: string): string | undefined {
  const [, double, single, bare] = TITLE.exec(text) ?? []
  return (double ?? single ?? bare)?.trim() || undefined
}

function findName(text: string, language: string): string | undefined {
  const [bracket] = /\s\[[^\][]+\]/.exec(text) ?? []
  if (bracket !== undefined) return bracket.trim().slice(1, -1)
  const rest = language === 'diff' ? text.replace(/^diff\s+[^\s:]*/, '') : text.slice(language.length)
  const name = /^:([^\s{}=]+)(?=[\s{]|$)/.exec(rest)?.[1]
  return name === undefined || SWITCH.test(name) ? undefined : name
}
