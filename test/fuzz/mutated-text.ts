import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tests as examples } from 'commonmark-spec'
import fc from 'fast-check'
import fastGlob from 'fast-glob'

const root = join(import.meta.dirname, '../..')
const files = fastGlob.sync(['*.md', 'docs/*.md', 'content/**/*.md'], { cwd: root })
/** Markdown that people wrote, in pieces that a mutation changes noticeably. */
const samples = [
  ...files.sort().map((file) => readFileSync(join(root, file), 'utf8').slice(0, 3000)),
  ...examples.map(({ markdown }) => markdown.replaceAll('→', '\t')),
]

const piece = fc.oneof(
  fc
    .constantFrom(...samples)
    .chain((text) => fc.tuple(fc.nat(text.length), fc.nat(200)).map(([at, length]) => text.slice(at, at + length))),
  fc.constantFrom(
    '\0',
    '\ufeff',
    '\ud800',
    '\r',
    '\u2028',
    '\t',
    '\n\n',
    '    ',
    '> ',
    '- ',
    '```',
    ':::',
    '<!--',
    '<details>',
    '$$',
    '[^1]: ',
    '---\n',
  ),
  fc.string({ maxLength: 5, unit: 'binary' }),
)

/** Where, how much of it is taken away, what is put there, how often. */
const mutation = fc.tuple(
  fc.nat(3000),
  fc.nat(40),
  piece,
  fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, fc.nat(60)),
)

/** What people wrote, with pieces cut out, put in and repeated. */
export const mutatedText = fc
  .tuple(fc.constantFrom(...samples), fc.array(mutation, { minLength: 1, maxLength: 6 }))
  .map(([text, mutations]) =>
    mutations.reduce((now, [at, cut, insert, times]) => {
      const from = at % (now.length + 1)
      return now.slice(0, from) + insert.repeat(times) + now.slice(from + cut)
    }, text),
  )
