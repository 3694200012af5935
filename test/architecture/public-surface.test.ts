import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastGlob from 'fast-glob'
import { expect, test } from 'vitest'
import * as library from '../../src/index.ts'

/**
 * What a user of the library gets: functions, and the types of everything that they take and give. A type that is missing can be used, but neither
 * named nor imported.
 */

const root = join(import.meta.dirname, '../../src')
const read = (file: string) => readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
const DECLARED = /^export (?:async )?(?:declare )?(interface|type|function|class) (\w+)/gm

/** Declarations by name: the whole of a type, the signature of a function. */
const declarations = new Map<string, string>()
const types = new Set<string>()
for (const file of fastGlob.sync('**/*.ts', { cwd: root, ignore: ['index.ts'] })) {
  const text = read(file)
  for (const match of text.matchAll(DECLARED)) {
    const [, kind = '', name = ''] = match
    const rest = text.slice(match.index)
    const end = kind === 'function' ? /\{\n|\n\n/ : /\n(?=\n|export )|\n\}/
    declarations.set(name, rest.slice(0, end.exec(rest)?.index ?? rest.length))
    if (kind !== 'function') types.add(name)
  }
}

const index = read('index.ts')
const named = [...index.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, list = '']) =>
  list.split(',').flatMap((entry) => entry.replace(/^\s*type\s+/, '').trim() || []),
)
const starred = [...index.matchAll(/export type \* from '\.\/([^']+)'/g)].flatMap(([, file = '']) =>
  [...read(file).matchAll(DECLARED)].map(([, , name = '']) => name),
)
const exported = new Set([...named, ...starred])

/** What nobody outside has to take apart: how a connection works inside, and what only goes from one function into the next. */
const INNER = new Set(['Connection', 'GhostSyncFailure', 'Ledger', 'ResolvedPost'])

test('every type that an exported function or type names is exported as well', () => {
  const missing = [...exported].flatMap((name) => {
    const text = INNER.has(name) ? '' : (declarations.get(name) ?? '')
    const used = [...new Set(text.match(/\b[A-Z]\w+\b/g) ?? [])]
    return used.filter((one) => types.has(one) && !exported.has(one)).map((one) => `${name}: ${one}`)
  })
  expect(missing).toEqual([])
})

test('what is exported is there', () => {
  expect(exported.size).toBeGreaterThan(80)
  expect(Object.keys(library).sort()).toMatchInlineSnapshot(`
    [
      "EXIT_CODE",
      "FIELDS",
      "GhostSyncFailure",
      "connectSite",
      "convertMarkdown",
      "createAssetReader",
      "defineConfig",
      "desirePosts",
      "fetchRemotePosts",
      "listAllPosts",
      "loadConfig",
      "openSiteFiles",
      "parseMarkdown",
      "planSite",
      "publishSite",
      "pullSite",
      "readBody",
      "readHtml",
      "readMobiledoc",
      "readSiteFacts",
      "scanContent",
      "writeMarkdown",
    ]
  `)
})
