import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import fastGlob from 'fast-glob'
import { describe, expect, test } from 'vitest'

/**
 * The layout of docs/architecture.md, held by the import lines. Floors from the ground up: a folder may import from those before it and
 * from itself. Type-only imports count as well: whoever names a type of another folder depends on it.
 */
const FLOORS = [
  'model',
  'sandbox',
  'config',
  'markdown',
  'ghost',
  'git',
  'scan',
  'diff',
  'backup',
  'pull',
  'publish',
  'start',
  'watch',
  'sync',
  'report',
  'action',
  'commands',
] as const

/** Who may import each third-party package: one package, one folder. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  zod: ['config'],
  jiti: ['config'],
  dotenv: ['config'],
  marked: ['markdown'],
  parse5: ['markdown'],
  katex: ['markdown'],
  gemoji: ['markdown'],
  'fast-glob': ['scan'],
  picomatch: ['scan'],
  'gray-matter': ['scan'],
  yaml: ['scan'],
  'smol-toml': ['scan'],
  'toml-eslint-parser': ['scan'],
  'jsonc-parser': ['scan'],
  luxon: ['scan'],
  leven: ['scan'],
  'image-size': ['scan'],
  '@tryghost/string': ['scan'],
  ky: ['ghost'],
  jsonwebtoken: ['ghost'],
  'node-diff3': ['diff'],
  picocolors: ['report'],
  'string-width': ['report'],
  'markdown-it': ['markdown'],
  'markdown-it-footnote': ['markdown'],
  'markdown-it-lazy-headers': ['markdown'],
  'markdown-it-mark': ['markdown'],
  'markdown-it-sub': ['markdown'],
  'markdown-it-sup': ['markdown'],
  diff: ['report'],
  'proper-lockfile': ['sandbox'],
  'get-port': ['sandbox'],
  'env-paths': ['model'],
  tar: ['sandbox'],
  chokidar: ['watch'],
  commander: ['commands'],
  'cli-progress': ['commands'],
  open: ['commands'],
}

/** A reader who opens a folder sees what happens there: some 20 names. */
const MOST_NAMES = 22

/** Folders whose code takes values and returns values: no network, disk, clock, environment or process. */
const PURE = ['markdown', 'diff', 'report'] as const
const EFFECTS = /^node:(fs|http|https|net|child_process|process|os|timers|dns|tls|worker_threads)/

interface Import {
  readonly file: string
  readonly folder: string
  readonly target: string
}

const root = join(import.meta.dirname, '../..')
const files = fastGlob.sync('src/**/*.ts', { cwd: root })
const imports = files.flatMap(readImports)

function readImports(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const lines = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?\bfrom\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g,
  )
  return [...lines].map((line) => ({ file, folder: folderOf(file), target: line[1] ?? line[2] ?? line[3] ?? '' }))
}

function folderOf(file: string): string {
  const inside = relative('src', file).split('/')
  return inside.length === 1 ? '.' : (inside[0] ?? '.')
}

function packageOf(target: string): string {
  const parts = target.split('/')
  return target.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? target)
}

test('there is something to hold', () => {
  expect(imports.length).toBeGreaterThan(100)
})

test('imports point downward', () => {
  const wrong = imports.filter(({ file, folder, target }) => {
    if (!target.startsWith('.') || ['src/cli.ts', 'src/index.ts'].includes(file)) return false
    const [from, to] = [floorOf(folder), floorOf(folderOf(join(dirname(file), target)))]
    return from < 0 || to < 0 || to > from
  })
  expect(wrong).toEqual([])
})

describe('files and folders', () => {
  const inside = imports
    .filter(({ target }) => target.startsWith('.'))
    .map(({ file, target }) => ({ file, target: join(dirname(file), target) }))

  test('no file is part of a circle of imports', () => {
    const targets = new Map<string, Set<string>>()
    for (const { file, target } of inside) {
      const known = targets.get(file) ?? new Set()
      targets.set(file, known.add(target))
    }
    // Whatever imports nothing that is left cannot be part of one; what remains in the end are the circles, and what leads to them.
    for (let isSmaller = true; isSmaller; ) {
      isSmaller = false
      for (const [file, imported] of targets) {
        if ([...imported].some((target) => targets.has(target))) continue
        targets.delete(file)
        isSmaller = true
      }
    }
    expect([...targets.keys()]).toEqual([])
  })

  test('no two folders import each other', () => {
    const pairs = new Map<string, string>()
    for (const { file, target } of inside) {
      const [from, to] = [dirname(file), dirname(target)]
      // The public library stands beside the folders that it shows.
      if (from !== to && from !== 'src') pairs.set(`${from} -> ${to}`, file)
    }
    const both = [...pairs].filter(([pair]) => pairs.has(pair.split(' -> ').reverse().join(' -> ')))
    expect(both).toEqual([])
  })

  test('no folder shows more names than a reader takes in', () => {
    const names = new Map<string, Set<string>>()
    for (const file of fastGlob.sync('src/**/*', { cwd: root })) {
      for (let path = file; path !== 'src'; path = dirname(path)) {
        const known = names.get(dirname(path)) ?? new Set()
        names.set(dirname(path), known.add(path))
      }
    }
    const crowded = [...names].filter(([, { size }]) => size > MOST_NAMES)
    expect(crowded.map(([folder, { size }]) => `${folder}: ${size}`)).toEqual([])
  })
})

function floorOf(folder: string): number {
  return (FLOORS as readonly string[]).indexOf(folder)
}

describe('one third-party package, one folder', () => {
  const foreign = imports.filter(({ target }) => !target.startsWith('.') && !target.startsWith('node:'))

  test('each stands in the table and is imported only there', () => {
    expect(foreign.filter(({ folder, target }) => PACKAGES[packageOf(target)]?.includes(folder) !== true)).toEqual([])
  })

  test('every dependency is used, and every used package is a dependency', () => {
    const text = readFileSync(join(root, 'package.json'), 'utf8')
    const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> }
    const used = new Set(foreign.map(({ target }) => packageOf(target)))
    expect([...used].sort()).toEqual(Object.keys(dependencies).sort())
  })
})

describe('the pure folders', () => {
  const isPure = (folder: string) => (PURE as readonly string[]).includes(folder)

  test('import nothing that has effects', () => {
    expect(imports.filter(({ folder, target }) => isPure(folder) && EFFECTS.test(target))).toEqual([])
  })

  test('reach for no clock, process or network', () => {
    const reaching = files.filter(
      (file) => isPure(folderOf(file)) && /\bprocess\.|\bDate\.now\(|new Date\(\)|\bfetch\(/.test(codeOf(file)),
    )
    expect(reaching).toEqual([])
  })
})

describe('the use cases', () => {
  const own = files.filter((file) => folderOf(file) === 'sync')

  test('import nothing of the command line, the action or the reports', () => {
    const above = ['report', 'action', 'commands']
    const reaching = imports.filter(
      ({ file, folder, target }) => folder === 'sync' && above.includes(folderOf(join(dirname(file), target))),
    )
    expect(reaching).toEqual([])
  })

  test('know no terminal and no process: what they need of either is handed in', () => {
    expect(
      own.filter((file) =>
        /\bCommandIo\b|\bprocess\.|\bisTTY\b|\\x1b|\bstd(?:in|out|err)\b|\bargv\b/.test(codeOf(file)),
      ),
    ).toEqual([])
  })
})

test('only ghost/ asks a site for its version; all else asks for its capabilities', () => {
  const asking = files.filter(
    (file) =>
      folderOf(file) !== 'ghost' && /\b(?:facts|identity)\.major\b|\bmajor\b[^=\n]*\}\s*=\s*/.test(codeOf(file)),
  )
  expect(asking).toEqual([])
})

test('no escape from the types', () => {
  expect(
    files.filter((file) => /: any\b|\bas any\b|@ts-ignore|@ts-nocheck|@ts-expect-error/.test(codeOf(file))),
  ).toEqual([])
})

test('no two things share a name', () => {
  const places = new Map<string, Set<string>>()
  for (const file of files)
    for (const [, name = ''] of codeOf(file).matchAll(
      /^export (?:async )?(?:function|const|interface|type|class) (\w+)/gm,
    ))
      places.set(name, (places.get(name) ?? new Set()).add(file))
  expect([...places].filter(([, { size }]) => size > 1).map(([name, among]) => [name, ...among])).toEqual([])
})

test('no drawer without a meaning', () => {
  expect(files.filter((file) => /\/(utils?|helpers?|common|lib|misc)(\/|\.ts$)/.test(file))).toEqual([])
})

/** The file without its comments. */
function codeOf(file: string): string {
  return readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}
