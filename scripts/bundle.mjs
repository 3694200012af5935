// A step of the build: the command line, the library and the action, with the packages that they need, as a few files in dist/bundle. A command starts in half the
// time: Node reads 35 files for `check` in place of 723. What most commands do not need stays in files of its own, loaded on use.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')

/** What people and runners call by its path, and what stands there: the rest of dist is for the scripts of this repository. */
const ENTRIES = {
  cli: ['cli.js', "#!/usr/bin/env node\nimport './bundle/cli.js'\n"],
  index: ['index.js', "export * from './bundle/index.js'\n"],
  action: ['action/main.js', "import '../bundle/action.js'\n"],
}

/** Packages that look for files of their own at run time, or that are read by `require` on use. */
const APART = ['jiti', 'open', 'katex', 'gemoji', 'markdown-it', /^markdown-it-/]

const bundle = await rolldown({
  input: Object.fromEntries(Object.entries(ENTRIES).map(([name, [file]]) => [name, join(dist, file)])),
  platform: 'node',
  external: APART,
  // jsonc-parser's `main` finds its own files by a `require` that no bundler can see.
  resolve: { mainFields: ['module', 'main'] },
  treeshake: { moduleSideEffects: (id) => !id.startsWith(dist) },
  // gray-matter has an engine that runs JavaScript; parse-front-matter hands it no text of that language.
  checks: { eval: false },
})
const { output } = await bundle.write({
  dir: join(dist, 'bundle'),
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
})
await bundle.close()

for (const [file, text] of Object.values(ENTRIES)) writeFileSync(join(dist, file), text)
writeFileSync(join(dist, 'bundle', 'LICENSES.txt'), collectLicenses(output.flatMap(({ moduleIds = [] }) => moduleIds)))

/** The licences of all packages of which something is in the bundle: each asks for its text to go along. */
function collectLicenses(modules) {
  const folders = new Set(modules.flatMap((id) => /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? []))
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const file = readdirSync(folder).find((one) => /^(?:licen[cs]e|copying)/i.test(one))
    const text = file === undefined ? '' : `\n\n${readFileSync(join(folder, file), 'utf8').trim()}`
    return `${name} ${version} (${license ?? 'see its package'})${text}\n`
  })
  return texts.join(`\n${'-'.repeat(80)}\n\n`)
}
