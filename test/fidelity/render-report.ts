import type { FidelityResult } from './fidelity-result.ts'
import { READ_AS_GFM, REASONS, type Reason } from './reasons.ts'

const BEGIN = '<!-- report: begin (npm run fidelity) -->'
const END = '<!-- report: end -->'

const CORPUS_NAMES = {
  commonmark: 'CommonMark 0.31.2, all examples',
  gfm: 'GFM 0.29, a case for every rule of its extensions',
  golden: 'Posts as bloggers write them',
} as const

/** The page with the report of these results in it, in place of an older one or at its end. */
export function placeReport(page: string, results: readonly FidelityResult[]): string {
  const report = `${BEGIN}\n\n${renderReport(results)}\n${END}`
  const [before, rest] = page.split(BEGIN)
  if (before === undefined || rest === undefined) return `${page.trimEnd()}\n\n${report}\n`
  return `${before}${report}${rest.slice(rest.indexOf(END) + END.length)}`
}

function renderReport(results: readonly FidelityResult[]): string {
  const versions = results.map(({ ghost }) => `Ghost ${ghost}`)
  const head = ['', ...versions.flatMap((version) => [`${version}: identical`, 'same meaning'])]
  const rows = (['commonmark', 'gfm', 'golden'] as const).map((corpus) => [
    `${CORPUS_NAMES[corpus]} (${results[0]?.corpora[corpus].cases ?? 0})`,
    ...results.flatMap(({ corpora }) => {
      const { cases, identical, sameMeaning } = corpora[corpus]
      return [percent(identical, cases), percent(sameMeaning, cases)]
    }),
  ])
  return `## Report

${[head, head.map((_, index) => (index === 0 ? ':--' : '--:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

Every case was converted, sent to a real Ghost, and the HTML that Ghost made of it was compared with HTML that says what the Markdown means: that of the
CommonMark specification, that of GFM's rules, or a file that stands beside the post ([test/fidelity](../test/fidelity)). *Identical*: a reader of the page
finds no difference. *Same meaning*: the same text, links, images and code, in the same order. Anything less fails the build, and so does a difference
without a reason, a reason without a difference, and an HTML card where Ghost has a node.

CommonMark's examples ${list(Object.keys(READ_AS_GFM))} hold bare addresses, which GFM makes links: they are held against GFM's reading.

## Every difference

${results.map((result) => renderDifferences(result, results)).join('\n')}
## Nodes

What the cases became at their top level: ${describeNodes(results)}
`
}

/** Of a later version only what no earlier one shows alike. */
function renderDifferences(result: FidelityResult, results: readonly FidelityResult[]): string {
  const told = JSON.stringify(result.different)
  const same = results.slice(0, results.indexOf(result)).find(({ different }) => JSON.stringify(different) === told)
  if (same !== undefined) return `On Ghost ${result.ghost}, the same as on ${same.ghost}.\n`
  const names = [...new Set(result.different.flatMap(({ reasons }) => reasons))]
  return `${results.length === 1 ? '' : `### Ghost ${result.ghost}\n\n`}${names.map((reason) => renderReason(reason, result)).join('\n')}`
}

function renderReason(reason: Reason, { different }: FidelityResult): string {
  const kinds: readonly string[] = REASONS[reason].kinds
  const cases = different.filter(({ reasons }) => reasons.includes(reason))
  const lines = cases.map(({ corpus, name, differences }) => {
    const told = differences.filter(({ kind }) => kinds.includes(kind)).map(describeDifference)
    return `- ${corpus} ${name}: ${told.join('; ')}`
  })
  return `**${reason[0]?.toUpperCase()}${reason.slice(1)}** (${cases.length}). ${REASONS[reason].text}\n\n${lines.join('\n')}\n`
}

function describeDifference({
  kind,
  expected,
  found,
}: FidelityResult['different'][number]['differences'][number]): string {
  return `${kind} ${quote(expected)} becomes ${quote(found)}`
}

function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line === '' ? 'nothing' : `\`\` ${line} \`\``
}

function describeNodes(results: readonly FidelityResult[]): string {
  const nodes = Object.entries(results[0]?.nodes ?? {}).sort(([, one], [, other]) => other - one)
  return `${nodes.map(([type, count]) => `${count} ${type}`).join(', ')}.`
}

function percent(part: number, whole: number): string {
  // Rounded down: 100 % is all of them.
  return `${Math.floor((1000 * part) / whole) / 10} % (${part})`
}

function list(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
