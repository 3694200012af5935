import { describe, expect, it } from 'vitest'
import { locateOption } from '../../src/config/locate-option.ts'

const TYPESCRIPT = `import { defineConfig, type WrittenConfig as W } from 'ghost-sync'

/* sites: { main: */
const shared = { url: 'https://not-this.example' }
export default defineConfig({
  project: 'a', // content: {
  sites: {
    main: {
      url: process.env.CI ? 'https://a.example' : 'https://b.example',
      'adminKeyEnv': 'A',
    },
    ...shared,
    notes: {
      adminKeyEnv: name({ url: 1 }), url: 'https://c.example',
    },
  },
  content: { posts: ['a', 'b'], maxAssetSize: 1 },
})
`

describe('locateOption', () => {
  it.each([
    [['project'], 6],
    [['sites'], 7],
    [['sites', 'main', 'url'], 9],
    [['sites', 'main', 'adminKeyEnv'], 10],
    [['sites', 'main', 'contentKeyEnv'], 8],
    [['sites', 'notes', 'url'], 14],
    [['content', 'posts', 1], 17],
    [['content', 'maxAssetSize'], 17],
    [['policies', 'onRemove'], undefined],
  ])('%j', (path, line) => {
    expect(locateOption(TYPESCRIPT, path)).toBe(line)
  })

  it('finds options of sites in a list', () => {
    const source = 'export default {\n  sites: [\n    { name: "a" },\n    {\n      url: "b"\n    }\n  ]\n}'
    expect(locateOption(source, ['sites', 1, 'url'])).toBe(5)
    expect(locateOption(source, ['sites', 0, 'name'])).toBe(3)
  })

  it('reads JSON', () => {
    expect(locateOption('{\n  "sites": {\n    "main": {\n      "url": "x" } } }', ['sites', 'main', 'url'])).toBe(4)
  })

  it('counts the lines of a template literal', () => {
    expect(locateOption('export default { a: `1\n2\n3`,\nb: 1 }', ['b'])).toBe(4)
  })
})
