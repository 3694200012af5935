import matter from 'gray-matter'
import { measureDepth } from '../../markdown/index.ts'
import { MAX_DEPTH, type ParsedBlock, refuseBlock } from './block.ts'
import { parseJsonFrontMatter } from './parse-json.ts'
import { parseToml } from './parse-toml.ts'
import { parseYaml } from './parse-yaml.ts'

/** A front matter block as `splitFrontMatter` found it. */
export interface FrontMatterBlock {
  readonly language: string
  readonly block: string
  readonly blockLine: number
}

type Parse = (text: string, firstLine: number) => ParsedBlock

const READABLE: Readonly<Record<string, Parse>> = {
  yaml: parseYaml,
  yml: parseYaml,
  toml: parseToml,
  json: parseJsonFrontMatter,
}

/** Languages that gray-matter, or a plugin of it, would *run*: whoever can add a file to the repository could run code in its CI. */
const EVALUATED: readonly string[] = ['js', 'javascript', 'ts', 'typescript', 'coffee', 'coffeescript', 'cson', 'lisp']

/**
 * Reads a front matter block in the language that its fence names. gray-matter chooses the engine; every engine that it brings along is replaced, and
 * the options object keeps it off its cache, which gives `{}` for a broken block when it meets it a second time.
 */
export function parseFrontMatter({ language, block, blockLine }: FrontMatterBlock): ParsedBlock {
  let parsed: ParsedBlock = { entries: new Map(), findings: [] }
  const engine = (parse: Parse) => ({
    parse: (text: string): object => {
      parsed = refuseDeep(parseShallow(parse, text.replace(/^\n/, ''), blockLine))
      return {}
    },
  })
  const refuse = (name: string) => engine((_, line) => refuseLanguage(name, line - 1))
  const engines = {
    ...Object.fromEntries(Object.entries(READABLE).map(([name, parse]) => [name, engine(parse)])),
    ...Object.fromEntries(EVALUATED.map((name) => [name, refuse(name)])),
    // gray-matter takes a name that is no key here for one of its own engines, `constructor` and the like included.
    ...(Object.hasOwn(READABLE, language) || EVALUATED.includes(language) ? {} : { [language]: refuse(language) }),
  }
  const fence = language === 'toml' ? '+++' : '---'
  matter(`${fence}\n${block}${fence}\n`, { language, delimiters: [fence, `${fence}\n`], engines })
  return parsed
}

/** Limits the depth: a recursive parser has no other limit. */
function parseShallow(parse: Parse, text: string, line: number): ParsedBlock {
  try {
    return parse(text, line)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return refuseBlock('front-matter/too-deep', line, 'A value in the front matter is nested too deep.', PLAIN)
  }
}

const PLAIN = 'Write plain values.'

function refuseDeep(parsed: ParsedBlock): ParsedBlock {
  for (const [key, { value, line }] of parsed.entries) {
    if (measureDepth(value) <= MAX_DEPTH) continue
    const message = `\`${key.slice(0, 60)}\` is nested deeper than ${MAX_DEPTH} lists and objects.`
    return refuseBlock('front-matter/too-deep', line, message, PLAIN)
  }
  return parsed
}

function refuseLanguage(language: string, line: number): ParsedBlock {
  const name = `\`${language}\``
  if (EVALUATED.includes(language)) {
    return refuseBlock(
      'front-matter/code',
      line,
      `The front matter is written in ${name}, which would have to be run to be read; ghost-sync runs no code from content.`,
      'Write it in YAML between two lines `---`.',
    )
  }
  return refuseBlock(
    'front-matter/unknown-language',
    line,
    `The front matter is written in ${name}, which is not known.`,
    'Write YAML, TOML or JSON.',
  )
}
