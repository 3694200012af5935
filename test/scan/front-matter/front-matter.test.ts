import { describe, expect, test } from 'vitest'
import { parseFrontMatter } from '../../../src/scan/front-matter/parse-front-matter.ts'
import { splitFrontMatter } from '../../../src/scan/front-matter/split-front-matter.ts'

/** `[key, value, line]` of every entry, or `[code, line, message]` of every finding. */
function read(text: string) {
  const split = splitFrontMatter(text)
  if (split.kind === 'bad') return { findings: [[split.finding.code, split.finding.line, split.finding.message]] }
  if (split.kind === 'none') return { entries: [], body: split.body, bodyLine: split.bodyLine }
  const { entries, findings } = parseFrontMatter(split)
  if (findings.length > 0) return { findings: findings.map(({ code, line, message }) => [code, line, message]) }
  return {
    entries: [...entries].map(([key, { value, line }]) => [key, value, line]),
    body: split.body,
    bodyLine: split.bodyLine,
  }
}

describe('what front matter says, and on which line', () => {
  test.each<[string, string, unknown]>([
    ['none', 'Hello\n', { entries: [], body: 'Hello\n', bodyLine: 1 }],
    ['an empty file', '', { entries: [], body: '', bodyLine: 1 }],
    ['an empty block', '---\n---\nHi', { entries: [], body: 'Hi', bodyLine: 3 }],
    ['comments only', '---\n# nothing\n---\nHi', { entries: [], body: 'Hi', bodyLine: 4 }],
    [
      'YAML',
      '---\ntitle: A\n\ntags:\n  - x\n  - y\n---\nHi\n',
      {
        entries: [
          ['title', 'A', 2],
          ['tags', ['x', 'y'], 4],
        ],
        body: 'Hi\n',
        bodyLine: 8,
      },
    ],
    ['blank lines before it', '\n  \n---\na: b\n---\nHi', { entries: [['a', 'b', 4]], body: 'Hi', bodyLine: 6 }],
    ['spaces behind the fences', '---  \na: b\n--- \nHi', { entries: [['a', 'b', 2]], body: 'Hi', bodyLine: 4 }],
    ['YAML closed by dots', '---\na: b\n...\nHi', { entries: [['a', 'b', 2]], body: 'Hi', bodyLine: 4 }],
    ['no text below', '---\na: b\n---', { entries: [['a', 'b', 2]], body: '', bodyLine: 4 }],
    [
      'a line in a block scalar that begins with dashes',
      '---\na: |\n  x\n  ---- y\nb: c\n---\nHi',
      {
        entries: [
          ['a', 'x\n---- y\n', 2],
          ['b', 'c', 5],
        ],
        body: 'Hi',
        bodyLine: 7,
      },
    ],
    [
      'dates and numbers as they are written',
      '---\ndate: 2026-11-20\ntitle: 1.10\nslug: 007\nbig: 12345678901234567890\n---\n',
      {
        entries: [
          ['date', '2026-11-20', 2],
          ['title', '1.10', 3],
          ['slug', '007', 4],
          ['big', '12345678901234567890', 5],
        ],
        body: '',
        bodyLine: 7,
      },
    ],
    [
      'YAML 1.2: yes and off are words',
      '---\na: yes\nb: off\nc: true\nd: ~\n---\n',
      {
        entries: [
          ['a', 'yes', 2],
          ['b', 'off', 3],
          ['c', true, 4],
          ['d', null, 5],
        ],
        body: '',
        bodyLine: 7,
      },
    ],
    [
      'TOML',
      '+++\ntitle = "A"\ndate = 2026-11-20T10:00:00+02:00\nday = 2026-11-20\n[extra]\ntitle = "B"\n+++\nHi',
      {
        entries: [
          ['title', 'A', 2],
          ['date', '2026-11-20T10:00:00.000+02:00', 3],
          ['day', '2026-11-20', 4],
          ['extra', { title: 'B' }, 5],
        ],
        body: 'Hi',
        bodyLine: 8,
      },
    ],
    [
      'TOML with a dashed line in a text',
      '+++\na = """\n---\nb = 1\n"""\nb = 2\n+++\nHi',
      {
        entries: [
          ['a', '---\nb = 1\n', 2],
          ['b', 2, 6],
        ],
        body: 'Hi',
        bodyLine: 8,
      },
    ],
    [
      'JSON between fences',
      '---json\n{\n\t"title": "A",\n\t"tags": ["x"]\n}\n---\nHi',
      {
        entries: [
          ['title', 'A', 3],
          ['tags', ['x'], 4],
        ],
        body: 'Hi',
        bodyLine: 7,
      },
    ],
    [
      'bare JSON',
      '{\n  "title": "a } b",\n  "n": {"x": 1}\n}\n\nHi',
      {
        entries: [
          ['title', 'a } b', 2],
          ['n', { x: 1 }, 3],
        ],
        body: '\nHi',
        bodyLine: 5,
      },
    ],
    ['a Liquid tag is no JSON', '{% include x %}\n', { entries: [], body: '{% include x %}\n', bodyLine: 1 }],
    ['a Hugo shortcode is no JSON', '{{< figure >}}\n', { entries: [], body: '{{< figure >}}\n', bodyLine: 1 }],
    ['a longer rule is no fence', '-----\nHi', { entries: [], body: '-----\nHi', bodyLine: 1 }],
    [
      'a prototype key is a key',
      '---\n__proto__: x\nconstructor: y\n---\n',
      {
        entries: [
          ['__proto__', 'x', 2],
          ['constructor', 'y', 3],
        ],
        body: '',
        bodyLine: 5,
      },
    ],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})

describe('front matter that cannot be read', () => {
  test.each<[string, string, [string, number, string | RegExp][]]>([
    [
      'never closed',
      '---\ntitle: A\n\nText',
      [['front-matter/unclosed', 1, 'The front matter that begins with `---` is never closed.']],
    ],
    [
      'TOML never closed',
      '+++\na = 1\n---\n',
      [['front-matter/unclosed', 1, 'The front matter that begins with `+++` is never closed.']],
    ],
    ['JSON never closed', '{\n"a": 1\n\nText', [['front-matter/unclosed', 1, /no end/]]],
    [
      'a colon in a value',
      '---\na: b\ntitle: Ghost: a tale\n---\n',
      [['front-matter/syntax', 3, /^The YAML front matter is broken here: /]],
    ],
    [
      'a key twice',
      '---\ntitle: A\ndate: 2026-01-01\ntitle: B\n---\n',
      [['front-matter/duplicate-key', 4, 'The key `title` is written twice.']],
    ],
    [
      'a list',
      '---\n- a\n---\n',
      [['front-matter/not-a-mapping', 2, 'The front matter is not a list of `key: value` lines.']],
    ],
    [
      'a word',
      '---\nhello\n---\n',
      [['front-matter/not-a-mapping', 2, 'The front matter is not a list of `key: value` lines.']],
    ],
    [
      'too many aliases',
      `---\na: &a [${'x,'.repeat(50)}]\nb: &b [${'*a,'.repeat(50)}]\nc: [${'*b,'.repeat(50)}]\n---\n`,
      [['front-matter/syntax', 2, /alias/i]],
    ],
    ['TOML', '+++\na = 1\nb = oops\n+++\n', [['front-matter/syntax', 3, /^The TOML front matter is broken here: /]]],
    [
      'a TOML key twice',
      '+++\na = 1\na = 2\n+++\n',
      [['front-matter/syntax', 3, /^The TOML front matter is broken here: /]],
    ],
    ['JSON', '{\n"a": 1,\n}\n', [['front-matter/syntax', 3, 'The JSON front matter is broken here.']]],
    [
      'a JSON key twice',
      '{\n"a": 1,\n"a": 2\n}\n',
      [['front-matter/duplicate-key', 3, 'The key `a` is written twice.']],
    ],
    [
      'a JSON list',
      '---json\n[1]\n---\n',
      [['front-matter/not-a-mapping', 2, 'The front matter is not a JSON object.']],
    ],
    [
      'an unknown language',
      '---xml\n<a/>\n---\n',
      [['front-matter/unknown-language', 1, 'The front matter is written in `xml`, which is not known.']],
    ],
    [
      'a language named like a part of every object',
      '---constructor\na: 1\n---\n',
      [['front-matter/unknown-language', 1, /`constructor`/]],
    ],
  ])('%s', (_, text, expected) => {
    const { findings = [] } = read(text)
    expect(findings).toHaveLength(expected.length)
    for (const [index, [code, line, message]] of expected.entries()) {
      expect(findings[index]?.slice(0, 2)).toEqual([code, line])
      expect(findings[index]?.[2]).toEqual(typeof message === 'string' ? message : expect.stringMatching(message))
    }
  })

  test.each(['js', 'javascript', 'JS', 'coffee', 'cson', 'ts'])('`---%s` is refused and never run', (language) => {
    const text = `---${language}\nglobalThis.frontMatterRan = true\n---\n`
    expect(read(text).findings?.[0]?.slice(0, 2)).toEqual(['front-matter/code', 1])
    expect(globalThis).not.toHaveProperty('frontMatterRan')
  })

  test('a broken block is broken the second time as well', () => {
    const text = '---\na: b: c\n---\n'
    expect(read(text)).toEqual(read(text))
    expect(read(text).findings).toHaveLength(1)
  })
})
