import { countNoun, makePrintable } from '../../model/text.ts'
import { type CiFinding, type CiPost, type CiReport, type CiSite, countReport, isError } from './ci-report.ts'

/**
 * Escapes text so that it stands in a Markdown comment as it is, whoever wrote it: it makes no heading, link, image, HTML or table cell, and mentions
 * nobody by `@name`. Entities are text to every Markdown reader; the zero-width space keeps GitHub and GitLab from reading `@` and `#`.
 */
export function escapeForComment(text: string): string {
  return makePrintable(text).replace(SPECIAL, (found) => {
    if (/^www\.$/i.test(found)) return `${found.slice(0, -1)}&#46;`
    if (/^[@#]$/.test(found)) return `${found}${NO_WIDTH}`
    return /^(?:[-.]|\d+\.)$/.test(found) ? `${NO_WIDTH}${found}` : `&#${found.charCodeAt(0)};`
  })
}

const NO_WIDTH = '&#8203;'
const SPECIAL = /[!"$%&'()*+/:;<=>?[\\\]^_`{|}~]|[@#]|^(?:[-.]|\d+\.)|\bwww\./giu

/** Writes a link whose text is not trusted; writes only the text where the address is not http or https. */
export function linkMarkdown(text: string, url: string | undefined): string {
  if (url === undefined || !/^https?:\/\/\S+$/i.test(url)) return escapeForComment(text)
  const address = makePrintable(url).replace(/[<>()|\\`"'[\]*_]/g, (character) => encodeURIComponent(character))
  return `[${escapeForComment(text)}](${address.replace(/[()'*_]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)})`
}

/** A comment holds 65 536 characters on GitHub; this many lines of each kind stay well below. */
const MOST_ROWS = 50

/** Renders a report for people, as Markdown: a step summary, a comment on a pull request, a note on a merge request. */
export function renderMarkdownReport(report: CiReport): string {
  const blocks = [
    `### ghost-sync ${report.preview === undefined ? report.command : `preview ${escapeForComment(report.preview)}`}`,
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
  const head = `**${linkMarkdown(site, url)}**: ${escapeForComment(summary)}`
  if (shown.length === 0) return head
  const rows = shown.slice(0, MOST_ROWS).map(renderPost)
  return [head, '', '| | Post | |', '|:--|:--|:--|', ...rows, ...renderRest(shown.length)].join('\n')
}

function renderPost({ kind, title, path, url, note }: CiPost): string {
  const name = linkMarkdown(title === '' ? path : title, url)
  const where = path === '' || path === title ? '' : `<br>${escapeForComment(path)}`
  return `| ${escapeForComment(kind)} | ${name}${where} | ${escapeForComment(note)} |`
}

function renderFindings(findings: readonly CiFinding[]): string {
  const lines = findings.slice(0, MOST_ROWS).map((finding) => {
    const { file, line, code, message, hint, sites } = finding
    const place = file === undefined ? '' : `**${escapeForComment(`${file}${line === undefined ? '' : `:${line}`}`)}** `
    const about = sites.length === 0 ? '' : ` (${escapeForComment(sites.join(', '))})`
    const head = `- ${isError(finding) ? 'error' : 'warning'} ${place}${escapeForComment(message)}${about}`
    return `${head} ${escapeForComment(hint)} <sub>${escapeForComment(code)}</sub>`
  })
  return [...lines, ...renderRest(findings.length)].join('\n')
}

function renderRest(count: number): string[] {
  return count > MOST_ROWS ? ['', `and ${count - MOST_ROWS} more`] : []
}
