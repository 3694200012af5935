import { makePrintable } from '../../model/text.ts'
import { type CiFinding, type CiPost, type CiReport, type CiSite, isError } from './ci-report.ts'

/**
 * Renders a report as JUnit XML: the suite `files` has a case per file with a finding, and each site is a suite with a case per post. Errors are
 * failures; warnings stand in `system-out`. The XML is well-formed whatever the texts hold.
 */
export function renderJunit(report: CiReport): string {
  const suites = [
    renderSuite('files', renderFiles(report)),
    ...report.sites.map((site) => renderSuite(`site ${site.site}`, renderPosts(site, report.findings))),
  ]
  const [tests, failures] = [sum(suites, 'tests'), sum(suites, 'failures')]
  const head = `<testsuites name="${escapeXml(`ghost-sync ${report.command}`)}" tests="${tests}" failures="${failures}">`
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites.map(({ text }) => text), '</testsuites>', ''].join(
    '\n',
  )
}

interface Suite {
  readonly text: string
  readonly tests: number
  readonly failures: number
}

interface Case {
  readonly name: string
  readonly file?: string
  readonly failures: readonly string[]
  readonly notes: readonly string[]
}

function renderFiles({ findings }: CiReport): Case[] {
  const byFile = new Map<string, CiFinding[]>()
  for (const finding of findings) byFile.set(finding.file ?? '', [...(byFile.get(finding.file ?? '') ?? []), finding])
  const cases = [...byFile].map(([file, own]): Case => {
    const [failures, notes] = [own.filter(isError), own.filter((finding) => !isError(finding))]
    const name = file === '' ? 'run' : file
    return {
      name,
      ...(file !== '' && { file }),
      failures: failures.map(renderFinding),
      notes: notes.map(renderFinding),
    }
  })
  // A suite without a case would read as one that was not run.
  return [...cases, { name: 'content was read', failures: [], notes: [] }]
}

function renderPosts({ posts, summary }: CiSite, findings: readonly CiFinding[]): Case[] {
  const cases = posts.map((post): Case => {
    const isBad = BAD.includes(post.kind)
    const about = describe(post)
    return { name: nameOf(post), failures: isBad ? [about] : [], notes: isBad ? [] : [about] }
  })
  const isFailed = posts.length === 0 && summary === 'failed' && findings.length > 0
  return cases.length > 0
    ? cases
    : [{ name: summary, failures: isFailed ? ['The site did not answer.'] : [], notes: [] }]
}

const BAD: readonly string[] = ['conflict', 'unowned', 'blocked', 'failed', 'held']

function nameOf({ path, title }: CiPost): string {
  return path === '' ? title : path
}

function describe({ kind, title, url, note }: CiPost): string {
  return [`${kind}: ${title}`, ...(note === '' ? [] : [note]), ...(url === undefined ? [] : [url])].join('\n')
}

function renderFinding({ line, code, message, hint, sites }: CiFinding): string {
  const about = sites.length === 0 ? '' : ` [${sites.join(', ')}]`
  return `${line === undefined ? '' : `line ${line}: `}${message}${about} (${code})\n${hint}`
}

function renderSuite(name: string, cases: readonly Case[]): Suite {
  const failures = cases.filter((one) => one.failures.length > 0).length
  const head = `  <testsuite name="${escapeXml(name)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="0">`
  const text = [head, ...cases.map((one) => renderCase(one, name)), '  </testsuite>'].join('\n')
  return { text, tests: cases.length, failures }
}

function renderCase({ name, file, failures, notes }: Case, suite: string): string {
  const at = file === undefined ? '' : ` file="${escapeXml(file)}"`
  const open = `    <testcase classname="${escapeXml(`ghost-sync.${suite}`)}" name="${escapeXml(name)}"${at}`
  const inner = [
    ...failures.map((text) => {
      const [first = ''] = text.split('\n')
      return `      <failure message="${escapeXml(first)}">${escapeLines(text)}</failure>`
    }),
    ...(notes.length === 0 ? [] : [`      <system-out>${escapeLines(notes.join('\n'))}</system-out>`]),
  ]
  return inner.length === 0 ? `${open}/>` : [`${open}>`, ...inner, '    </testcase>'].join('\n')
}

function sum(suites: readonly Suite[], what: 'tests' | 'failures'): number {
  return suites.reduce((total, suite) => total + suite[what], 0)
}

function escapeLines(text: string): string {
  return text.split('\n').map(escapeXml).join('\n')
}

/** Removes control characters, lone surrogates and the two non-characters at the end of the plane: XML 1.0 cannot write them at all. */
function escapeXml(text: string): string {
  return makePrintable(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
