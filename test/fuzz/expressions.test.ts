import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CJK } from '../../src/markdown/document/cjk.ts'
import { check } from './expression-tools.mjs'
import { listExpressions } from './list-expressions.ts'

/**
 * Digests of expressions that were found linear, so that only new ones are looked at: all of them take a minute. With `FUZZ_SCALE` (`npm run
 * test:fuzz`) all are looked at again, and the list is written.
 */
const KNOWN = join(import.meta.dirname, 'linear-expressions.json')
const isLong = process.env.FUZZ_SCALE !== undefined

/** Slow is what takes many steps; never what takes long, as everything does on a busy machine. What is not decided in time is left to the long run. */
const COUNTED = {
  timeout: isLong ? 600_000 : 10_000,
  attackTimeout: null,
  incubationTimeout: null,
  attackLimit: 100_000_000,
  randomSeed: 0,
} as const

const HASH = '0123456789abcdef'

/** Expressions that are built from texts, as they are built. Of a file that builds others a test below asks for them. */
const BUILT: Readonly<Record<string, readonly (readonly [source: string, flags: string])[]>> = {
  'src/config/environment.ts': [['^\\s*(?:export\\s+)?KEY_OF_A\\.SITE\\s*[=:]', '']],
  'src/markdown/foreign/quarto-cells.ts': [
    ['\\beval\\s*=\\s*(?:FALSE|F|false)\\b', ''],
    ['^[ \\t>]*(?:#|//|%%)\\|[ \\t]*eval:[ \\t]*false\\b', 'm'],
  ],
  'src/start/layout/project-files.ts': [['(?:^|[\\s,{(])[\'"]?url[\'"]?\\s*:\\s*([\'"`])([^\'"`\\n$]{1,500})\\1', 'm']],
  'src/markdown/lexical/place-site-urls.ts': [['(?:https?:)?//example\\.com(?![\\w.-])', 'gi']],
  'src/markdown/dialects/lex-directives.ts': [['^ {0,3}:{3,}[ \\t]*$', '']],
  'src/markdown/mobiledoc/card-mark.ts': [['https://example\\.com(?![\\w.-])', 'g']],
  'src/markdown/dialects/lex-marks.ts': [
    ['(?<!`)`{3}(?!`)', ''],
    [`(?:(?![${CJK}])[\\p{L}\\p{N}]|=)$`, 'u'],
    [`^(?:(?![${CJK}])[\\p{L}\\p{N}]|=)`, 'u'],
  ],
  'src/markdown/dialects/apply-typography.ts': [
    [`(?<![\\w:]|(?![${CJK}])[\\p{L}\\p{N}])(?::[a-z0-9_+-]{1,60}:)+(?![\\w:]|(?![${CJK}])[\\p{L}\\p{N}])`, 'gu'],
  ],
  'src/markdown/document/script-notation.ts': [[`^(?![${CJK}])[\\p{L}\\p{N}]`, 'u']],
  'src/markdown/document/cjk.ts': [[`^[${CJK}]`, 'u']],
  // marked's own rules for emphasis with one more class of characters, which growth.test.ts looks at.
  'src/markdown/syntax/flanking-rules.ts': [],
  'src/markdown/lint/find-broken-links.ts': [
    [
      '^(?:<[^<>]*>|[^\\s<]\\S*)?(?:[ \\t]+(?:"(?:[^"\\\\]|\\\\.)*"|\'(?:[^\'\\\\]|\\\\.)*\'|\\((?:[^()\\\\]|\\\\.)*\\)))?$',
      '',
    ],
    ['(?<!\\\\)"', 'g'],
  ],
  'src/markdown/syntax/parse-markdown.ts': [['==|\\^|\\$', '']],
  // marked's own rules for blocks, which growth.test.ts looks at.
  'src/markdown/syntax/limited-tokenizer.ts': [],
  'src/markdown/write/write-footnotes.ts': [
    ['\\n<p>(?: ?<a href="#fnref-[\\d-]+" class="footnote-backref"[^<>]*>[^<]*(?:<sup>\\d+<\\/sup>)?<\\/a>)+</p>', 'g'],
  ],
  'src/pull/files/place-files.ts': [[`-${HASH}(?:-\\d+)?(?=\\.[a-z0-9]+$)`, 'i']],
  'src/model/secrets.ts': [
    ['a1\\\\*\\:b2\\\\*\\_c3', 'gi'],
    ['(?:(?<![0-9a-f])|(?<=%[0-9a-f]{2}|\\\\x[0-9a-f]{2}|\\\\u[0-9a-f]{4}|\\\\[bf]))[0-9a-f]{64}(?![0-9a-f])', 'gi'],
  ],
  'src/model/text.ts': [
    [
      '[\\p{Cc}\\p{Cs}\\u00ad\\u2028-\\u202e\\ufeff]|(?<![\\u{1f3f4}\\u{e0020}-\\u{e007e}])[\\u{e0000}-\\u{e007f}]',
      'gu',
    ],
  ],
}

const { written, built } = listExpressions()

test('no regular expression takes more than a time that grows with its text', { timeout: 1_800_000 }, async () => {
  const known = new Set<string>(isLong ? [] : (JSON.parse(readFileSync(KNOWN, 'utf8')) as string[]))
  const expressions = [
    ...written,
    ...Object.entries(BUILT).flatMap(([place, list]) => list.map(([source, flags]) => ({ place, source, flags }))),
  ]
  const linear: string[] = []
  const slow: string[] = []
  for (const { place, source, flags } of expressions) {
    const digest = createHash('sha256').update(`/${source}/${flags}`).digest('hex').slice(0, 16)
    if (!known.has(digest)) {
      const { status, attack } = await check(source, flags, COUNTED)
      if (status === 'unknown' && !isLong) continue
      if (status !== 'safe') {
        slow.push(`${place} /${source}/${flags} is ${status}: ${attack?.pattern ?? ''}`)
        continue
      }
      known.add(digest)
    }
    linear.push(digest)
  }
  expect(slow).toEqual([])
  if (isLong) writeFileSync(KNOWN, `${JSON.stringify([...new Set(linear)].sort(), null, 1)}\n`)
})

test('those that are built from texts are known', () => {
  expect([...built.keys()].sort()).toEqual(Object.keys(BUILT).sort())
})
