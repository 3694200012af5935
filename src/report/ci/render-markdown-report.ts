import { countNoun } from '../count-noun.ts'
import type { CiFinding, CiPost, CiReport, CiSite } from './ci-report.ts'
import { countReport } from './count-report.ts'
import { escapeMarkdown, linkMarkdown } from './escape-markdown.ts'
import { isError } from './locate-problems.ts'

/** A comment holds 65 536 characters on GitHub; so many lines of each kind stay well below. */
const MOST_ROWS = 50

/** A report for people, as Markdown: a step summary, a comment on a pull request, a note on a merge request. */
export function renderMarkdownReport(report: CiReport): string {
  const blocks = [
    `### ghost-sync ${report.preview === undefined ? report.command : `preview ${escapeMarkdown(report.preview)}`}`,
    summarise(report),
    ...report.sites.map((site) => renderSite(site, report.preview !== undefined)),
    ...(report.findings.length === 0 ? [] : [renderFindings(report.findings)]),
  ]
  return `${blocks.join('\n\n')}\n`
}

function summarise(report: CiReport): string {
  const { errors, warnings } = countReport(report)
  const found = [
    ...(errors > 0 ? [countNoun(errors, 'error')] : []),
    ...(warnings > 0 ? [countNoun(warnings, 'warning')] : []),
  ]
  const checked = report.files === undefined ? '' : `${countNoun(report.files, 'file')} checked: `
  return `${checked}${found.length === 0 ? 'no problems' : found.join(', ')}.`
}

function renderSite({ site, url, summary, posts }: CiSite, isPreview: boolean): string {
  const shown = posts.filter(({ kind }) => isPreview || kind !== 'unchanged')
  const head = `**${linkMarkdown(site, url)}**: ${escapeMarkdown(summary)}`
  if (shown.length === 0) return head
  const rows = shown.slice(0, MOST_ROWS).map(renderPost)
  return [head, '', '| | Post | |', '|:--|:--|:--|', ...rows, ...tellRest(shown.length)].join('\n')
}

function renderPost({ kind, title, path, url, note }: CiPost): string {
  const name = linkMarkdown(title === '' ? path : title, url)
  const where = path === '' || path === title ? '' : `<br>${escapeMarkdown(path)}`
  return `| ${escapeMarkdown(kind)} | ${name}${where} | ${escapeMarkdown(note)} |`
}

function renderFindings(findings: readonly CiFinding[]): string {
  const lines = findings.slice(0, MOST_ROWS).map((finding) => {
    const { file, line, code, message, cure, sites } = finding
    const place = file === undefined ? '' : `**${escapeMarkdown(`${file}${line === undefined ? '' : `:${line}`}`)}** `
    const about = sites.length === 0 ? '' : ` (${escapeMarkdown(sites.join(', '))})`
    const head = `- ${isError(finding) ? 'error' : 'warning'} ${place}${escapeMarkdown(message)}${about}`
    return `${head} ${escapeMarkdown(cure)} <sub>${escapeMarkdown(code)}</sub>`
  })
  return [...lines, ...tellRest(findings.length)].join('\n')
}

function tellRest(count: number): string[] {
  return count > MOST_ROWS ? ['', `and ${count - MOST_ROWS} more`] : []
}
