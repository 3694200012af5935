import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { EXIT_CODE, EXIT_CODE_PRECEDENCE } from '../../src/model/failure.ts'
import { FIELDS, type FieldDefinition } from '../../src/model/fields.ts'
import { renderProblems } from '../../src/report/problems/render-problems.ts'
import { FRONT_MATTER_KEYS } from '../../src/scan/front-matter/front-matter-keys.ts'

const frontMatter = read('docs/front-matter.md')
const howItWorks = read('docs/how-it-works.md')

describe('docs/front-matter.md', () => {
  const named = new Set([...frontMatter.matchAll(/`([\w-]+)`/g)].map(([, key = '']) => foldKey(key)))

  test.each(FRONT_MATTER_KEYS.filter(({ reading }) => reading !== 'ignored').map(({ key }) => key))(
    'names the key %s',
    (key) => {
      expect(named).toContain(foldKey(key))
    },
  )

  test.each(FRONT_MATTER_KEYS.filter(({ reading }) => reading === 'ignored').map(({ key }) => key))(
    'names the ignored key %s',
    (key) => {
      expect(frontMatter).toContain(`\`${key}\``)
    },
  )

  // An image is mostly a file, and Ghost makes slugs shorter than its column allows: the docs say so in words.
  const texts = Object.entries<FieldDefinition>(FIELDS).filter(([name, { kind }]) => kind === 'text' && name !== 'slug')
  test.each(texts.filter(([, { maxLength }]) => maxLength !== undefined))(
    "gives Ghost's limit of %s",
    (name, { maxLength }) => {
      expect(rowOf(frontMatter, name)).toContain(maxLength?.toLocaleString('en-US'))
    },
  )

  test.each(Object.entries<FieldDefinition>(FIELDS).filter(([, { values }]) => values !== undefined))(
    'lists the values of %s',
    (name, { values }) => {
      for (const value of values ?? []) expect(rowOf(frontMatter, name)).toContain(`\`${value}\``)
    },
  )
})

describe('docs/how-it-works.md', () => {
  test.each(Object.entries(EXIT_CODE))('has the exit code of %s', (_, code) => {
    expect(howItWorks).toMatch(new RegExp(`^\\| ${code} \\| `, 'm'))
  })

  test('has the precedence of exit codes', () => {
    expect(howItWorks).toContain(EXIT_CODE_PRECEDENCE.join(', '))
  })
})

test('the problem matcher of docs/editors.md reads what check prints', () => {
  const blocks = [...read('docs/editors.md').matchAll(/```json\n([\s\S]*?)```/g)].map(([, code = '']) =>
    JSON.parse(code),
  )
  const tasks = blocks.find((block) => 'tasks' in block)?.tasks as readonly {
    readonly problemMatcher: { readonly pattern: { readonly regexp: string } }
  }[]
  const { regexp } = tasks[0]?.problemMatcher.pattern ?? { regexp: '' }
  const problem = {
    severity: 'warning',
    code: 'a/b',
    file: 'content/a.md',
    line: 4,
    message: 'M.',
    hint: 'C.',
  } as const
  const [line = ''] = renderProblems([problem], { colour: false }).split('\n')
  expect(new RegExp(regexp).exec(line)?.slice(1)).toEqual(['content/a.md', '4', 'warning', 'M.  (a/b)'])
})

describe('README.md', () => {
  const readme = read('README.md')
  const docs = read('docs/cli.md')
  const commands = [...docs.matchAll(/^## ghost-sync (.+)$/gm)].map(([, name = '']) => name)
  const helpOf = (name: string) => docs.split(/^## /m).find((part) => part.startsWith(`ghost-sync ${name}\n`)) ?? ''

  test.each([...new Set(commands.map((name) => name.split(' ')[0] ?? ''))])('names the command %s', (name) => {
    expect(readme).toMatch(new RegExp(`(?:\\bghost-sync |\`)${name}\\b`))
  })

  const rows = [...readme.matchAll(/^\| `ghost-sync ([a-z]+)(.*)$/gm)].map(([, name = '', rest = '']) => ({
    name,
    rest,
  }))
  test.each(rows)('says of $name only options that it has', ({ name, rest }) => {
    for (const [flag] of rest.matchAll(/--[a-z-]+/g)) expect(helpOf(name)).toMatch(new RegExp(`${flag}\\b`))
  })

  test('its table of front matter has keys that there are, and the most of them', () => {
    const table = /\n\| Key \|.*\n((?:\|.*\n)+)/.exec(readme)?.[1] ?? ''
    const first = table.split('\n').map((line) => line.split('|')[1] ?? '')
    const keys = first.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, key]) => key))
    expect(keys.length).toBeGreaterThan(20)
    const known: readonly string[] = FRONT_MATTER_KEYS.map(({ key }) => key)
    expect(keys.filter((key = '') => !known.includes(key))).toEqual([])
  })

  test('its pictures and pages are there', () => {
    const targets = [...readme.replace(/^```[\s\S]*?^```/gm, '').matchAll(/\]\(((?!https?:)[^)#]+)/g)].map(
      ([, target = '']) => target,
    )
    expect(targets.length).toBeGreaterThan(15)
    expect(targets.filter((target) => !existsSync(new URL(`../../${target}`, import.meta.url)))).toEqual([])
  })
})

function read(file: string): string {
  return readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
}

/** The first table row whose first cell names the field. */
function rowOf(text: string, field: string): string {
  return text.split('\n').find((line) => line.startsWith('| ') && line.split('|')[1]?.includes(`\`${field}\``)) ?? ''
}

/** As findFrontMatterKey does it: `featureImage` and `feature_image` are one key, and the docs give one of them. */
function foldKey(key: string): string {
  return key.toLowerCase().replace(/[\s_-]+/g, '')
}
