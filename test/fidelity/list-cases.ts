import { readdirSync, readFileSync } from 'node:fs'
import { tests as examples } from 'commonmark-spec'
import type { FidelityCase } from './fidelity-case.ts'
import { READ_AS_GFM } from './reasons.ts'

/** Everything that is held against Ghost, in the order of the report. */
export function listCases(): readonly FidelityCase[] {
  return [...listCommonMark(), ...listGfm(), ...listGolden()]
}

function listCommonMark(): FidelityCase[] {
  return examples.map(({ number, markdown, html }) => ({
    corpus: 'commonmark',
    name: String(number),
    markdown: markdown.replaceAll('→', '\t'),
    reference: READ_AS_GFM[number] ?? html.replaceAll('→', '\t'),
  }))
}

const SECTION = /^## (.*)$|^### (.*)\n\n`{16} example\n([\s\S]*?)\n\.\n([\s\S]*?)\n`{16}$/gm

function listGfm(): FidelityCase[] {
  let section = ''
  return [...read('gfm-extensions.md').matchAll(SECTION)].flatMap(([, heading, rule, markdown, reference]) => {
    section = heading ?? section
    if (rule === undefined || markdown === undefined || reference === undefined) return []
    return [{ corpus: 'gfm', name: `${section}: ${rule}`, markdown, reference }]
  })
}

function listGolden(): FidelityCase[] {
  const names = readdirSync(new URL('golden/', import.meta.url)).flatMap((file) =>
    file.endsWith('.md') ? [file.slice(0, -3)] : [],
  )
  return names.sort().map((name) => ({
    corpus: 'golden',
    name,
    markdown: read(`golden/${name}.md`),
    reference: read(`golden/${name}.html`),
  }))
}

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
}
