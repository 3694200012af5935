import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import fastGlob from 'fast-glob'
import { describe, expect, test } from 'vitest'
import { describeConfig } from '../../src/config/describe-config.ts'
import { FIELDS } from '../../src/model/fields.ts'
import { describeFrontMatter } from '../../src/scan/describe-front-matter.ts'
import { FRONT_MATTER_KEYS } from '../../src/scan/front-matter/front-matter-keys.ts'
import { parseFrontMatter } from '../../src/scan/front-matter/parse-front-matter.ts'
import { splitFrontMatter } from '../../src/scan/front-matter/split-front-matter.ts'
import { listSnippets } from '../../src/start/list-snippets.ts'

const root = join(import.meta.dirname, '../..')
const ajv = new Ajv({ strict: false, allowUnionTypes: true })
const schema = describeFrontMatter()
const accepts = ajv.compile(schema)

describe('the JSON Schema of front matter', () => {
  test.each([
    ['front-matter', schema],
    ['config', describeConfig()],
  ])('schema/%s.schema.json is what the code says (npm run docs writes it)', (name, value) => {
    expect(JSON.parse(readFileSync(join(root, `schema/${name}.schema.json`), 'utf8'))).toEqual(value)
  })

  test('has every key that sets something, with a word on it', () => {
    const { properties } = schema as { properties: Record<string, { description: string }> }
    for (const { key, reading, summary } of FRONT_MATTER_KEYS) {
      if (reading !== 'ignored') expect(properties[key]?.description).toBe(summary)
    }
  })

  const files = fastGlob.sync('content/**/*.md', { cwd: root })
  test.each(files)('accepts %s', (file) => {
    const split = splitFrontMatter(readFileSync(join(root, file), 'utf8'))
    if (split.kind !== 'block') return
    const values = Object.fromEntries([...parseFrontMatter(split).entries].map(([key, { value }]) => [key, value]))
    expect([accepts(values), accepts.errors]).toEqual([true, null])
  })

  test('there are files to accept', () => {
    expect(files.length).toBeGreaterThan(5)
  })

  test.each([
    { title: 'A', status: 'published', tags: ['a', '#b'], published_at: '2026-11-20', featured: true },
    { title: 2026, featured: 'yes', tags: 'a, b', custom_excerpt: null },
    { featureImage: './a.png', 'meta-title': 'x', layout: 'post', draft: false, cover: { image: 'a.png', alt: 'b' } },
    { sites: { main: true, notes: { visibility: 'members' } }, newsletter: false, type: 'page' },
  ])('accepts %j', (values) => {
    expect([accepts(values), accepts.errors]).toEqual([true, null])
  })

  test.each([
    [{ status: 'publish' }, '/status'],
    [{ visibility: 'everybody' }, '/visibility'],
    [{ title: 'x'.repeat(256) }, '/title'],
    [{ slug: 'x'.repeat(186) }, '/slug'],
    [{ featured: 'perhaps' }, '/featured'],
    [{ title: ['a'] }, '/title'],
    [{ sites: { main: 3 } }, '/sites'],
  ])('refuses %j', (values, place) => {
    expect(accepts(values)).toBe(false)
    expect(accepts.errors?.some(({ instancePath }) => instancePath.startsWith(place))).toBe(true)
  })

  test('marks a key that nobody knows, and no other', () => {
    const { additionalProperties, patternProperties } = schema as Record<string, Record<string, unknown>>
    expect(additionalProperties?.deprecationMessage).toContain('does not know this key')
    const known = new RegExp(Object.keys(patternProperties ?? {})[0] ?? 'nothing')
    for (const key of ['ogImage', 'feature-image', 'layout', 'weight', 'metaTitle']) expect(key).toMatch(known)
    for (const key of ['feature_imagee', 'xlayout', 'colour']) expect(key).not.toMatch(known)
  })
})

describe('the JSON Schema of the config', () => {
  const checks = ajv.compile(describeConfig())
  const site = { url: 'https://blog.example.com', adminKeyEnv: 'KEY' }

  test.each([
    { project: 'x', sites: { main: site } },
    { $schema: './x.json', project: 'x', sites: [{ name: 'main', ...site, defaults: { tags: ['a'] } }] },
    { project: 'x', sites: { main: site }, content: { root: '.', posts: '**/*.md', assetRoots: ['static'] }, new: {} },
    { project: 'x', sites: { main: site }, policies: { onRemove: 'delete' }, defaults: { visibility: 'members' } },
  ])('accepts %j', (config) => {
    expect([checks(config), checks.errors]).toEqual([true, null])
  })

  test.each([
    { sites: { main: site } },
    { project: 'x' },
    { project: 'x', sites: { main: { url: 'https://blog.example.com' } } },
    { project: 'x', sites: { main: { ...site, adminKey: 'x' } } },
    { project: 'x', sites: { main: site }, policies: { onRemove: 'destroy' } },
    { project: 'x', sites: { main: site }, contents: {} },
    { project: 'x', sites: { main: site }, defaults: { title: 'every post' } },
  ])('refuses %j', (config) => {
    expect(checks(config)).toBe(false)
  })
})

test('there is a snippet for every field that front matter sets', () => {
  const prefixes = Object.values(listSnippets()).map(({ prefix }) => prefix)
  expect(prefixes).toEqual(expect.arrayContaining(Object.keys(FIELDS).filter((name) => name !== 'body')))
  expect(prefixes).toEqual(expect.arrayContaining(['ghost', 'type', 'sites', 'newsletter']))
  expect(new Set(prefixes).size).toBe(prefixes.length)
})
