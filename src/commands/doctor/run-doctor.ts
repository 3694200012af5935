import type { SiteConfig } from '../../config/config.ts'
import { readContentSettings } from '../../ghost/site/content-settings.ts'
import { readKeyOwner } from '../../ghost/site/key-owner.ts'
import { readSiteFacts, type SiteFacts } from '../../ghost/site/site-facts.ts'
import type { Connection } from '../../ghost/transport/connection.ts'
import { identifySite } from '../../ghost/transport/identify-site.ts'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { runUnguarded, stopOnInterrupt } from '../../model/stop-on-interrupt.ts'
import { writeSize } from '../../model/text.ts'
import { type ReportedFinding, renderFindings, renderFindingsJson } from '../../report/sites/render-findings.ts'
import { listLimits } from '../../report/sites/render-sites.ts'
import { scanContent } from '../../scan/scan-content.ts'
import { type LoadedProject, loadProject } from '../../sync/load-project.ts'
import type { ProjectOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import { hostProject } from '../output/host-project.ts'
import { showStatus } from '../output/progress.ts'

export interface DoctorOptions extends ProjectOptions {
  readonly json?: boolean
}

/** With a larger difference a server refuses the first token, and another one has to be signed with the server's time. */
const CLOCK_TOLERANCE_SECONDS = 30

export async function runDoctor(io: CommandIo, options: DoctorOptions): Promise<void> {
  const findings = await showStatus(io, 'Looking', stopOnInterrupt(io, examine(io, options)))
  if (options.json === true) io.data(renderFindingsJson(findings))
  else io.stdout(renderFindings(findings, { colour: io.colour }))
  const configWrong = findings.some(({ kind, site }) => kind === 'error' && site === undefined)
  const siteWrong = findings.some(({ kind, site }) => kind === 'error' && site !== undefined)
  io.exit(configWrong ? EXIT_CODE.usage : siteWrong ? EXIT_CODE.failed : EXIT_CODE.ok)
}

async function examine(io: CommandIo, options: DoctorOptions): Promise<ReportedFinding[]> {
  const opened = await loadProject(hostProject(io, options), options)
  if (opened.kind === 'invalid') {
    return opened.problems.map(({ file, line, message, hint }) => ({
      kind: 'error',
      check: 'config',
      message: `${file}${line === undefined ? '' : `:${line}`}  ${message}`,
      hint,
    }))
  }
  const { project } = opened
  const { config } = project
  const bySite = await Promise.all(config.sites.map((site) => examineSite(site, project)))
  const names = config.sites.map(({ name }) => name).join(', ')
  const sound: ReportedFinding = { kind: 'ok', check: 'config', message: `project "${config.project}", sites ${names}` }
  return [sound, await examineContent(project, io), ...bySite.flat()]
}

async function examineContent({ config }: LoadedProject, io: CommandIo): Promise<ReportedFinding> {
  const { files, problems } = await runUnguarded(io, () => scanContent(config.content, config.rootDir))
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const check = 'content'
  if (errors > 0) {
    const message = `${errors} file${errors === 1 ? '' : 's'} cannot be read`
    return { kind: 'warning', check, message, hint: 'Run `ghost-sync plan` to see which, and why.' }
  }
  if (files.length > 0)
    return { kind: 'ok', check, message: `${files.length} Markdown file${files.length === 1 ? '' : 's'}` }
  const hint = 'Check `content.root`, `content.posts` and `content.pages` in the config.'
  return { kind: 'warning', check, message: 'no Markdown file was found', hint }
}

async function examineSite(site: SiteConfig, project: LoadedProject): Promise<ReportedFinding[]> {
  const connection = project.connect(site)
  const about = (finding: Omit<ReportedFinding, 'site'>): ReportedFinding => ({ ...finding, site: site.name })
  let facts: SiteFacts
  try {
    facts = await readSiteFacts(connection)
  } catch (error) {
    return [about(describe('site', error)), ...(await examineContentKey(site, connection)).map(about)]
  }
  const owner = await readKeyOwner(connection)
  const role = owner.kind === 'integration' ? 'an integration' : `${owner.name} (${owner.roles.join(', ')})`
  return [
    { kind: 'ok' as const, check: 'site', message: `Ghost ${facts.version}, "${facts.title}", ${nameTimezone(facts)}` },
    { kind: 'ok' as const, check: 'api', message: await describeApi(connection) },
    compareUrls(site, facts),
    { kind: 'ok' as const, check: 'admin key', message: `accepted; it belongs to ${role}` },
    // Where the timezone is read with the Content API key, the finding about the timezone reports a missing key.
    ...(facts.assumesTimezone === true ? [] : await examineContentKey(site, connection)),
    examineClock(connection),
    ...listOffers(facts),
    ...describeLimits(facts),
  ].map(about)
}

async function describeApi(connection: Connection): Promise<string> {
  const { dialect, capabilities } = await identifySite(connection)
  return `${dialect.adminRoot}, posts in ${capabilities.bodyFormat === 'lexical' ? 'Lexical' : 'mobiledoc'}`
}

function nameTimezone({ timezone, assumesTimezone }: SiteFacts): string {
  return assumesTimezone === true ? 'its timezone unknown' : timezone
}

function describeLimits(facts: SiteFacts): ReportedFinding[] {
  const limits = listLimits(facts.capabilities)
  const { maxFileBytes } = facts
  const ofHost =
    maxFileBytes === undefined ? [] : [`its host takes films and files of at most ${writeSize(maxFileBytes)}`]
  const found: ReportedFinding[] = [...limits, ...ofHost].map((message) => ({ kind: 'ok', check: 'limit', message }))
  if (facts.assumesTimezone !== true) return found
  const message = `${facts.capabilities.ghost} tells its timezone to a Content API key only: dates without an offset count as UTC`
  const hint = 'Name the variable of the Content API key as `contentKeyEnv`, or write dates with their offset.'
  return [...found, { kind: 'warning', check: 'timezone', message, hint }]
}

function compareUrls(site: SiteConfig, facts: SiteFacts): ReportedFinding {
  if (facts.url === site.url) return { kind: 'ok', check: 'url', message: facts.url }
  return {
    kind: 'warning',
    check: 'url',
    message: `the config says ${site.url}, the site calls itself ${facts.url}`,
    hint: 'Fine behind a proxy or an admin domain; links to the site itself are made with its own name.',
  }
}

async function examineContentKey(site: SiteConfig, connection: Connection): Promise<ReportedFinding[]> {
  const check = 'content key'
  if (site.contentKey === undefined) {
    const hint = 'Only `sites` and `doctor` use it: name its variable as `contentKeyEnv` to see the public settings.'
    return [{ kind: 'ok', check, message: 'none configured, and none needed to push', hint }]
  }
  try {
    const settings = await readContentSettings(connection)
    return [{ kind: 'ok', check, message: `accepted; the site's public title is "${settings.title ?? ''}"` }]
  } catch (error) {
    return [describe(check, error)]
  }
}

function examineClock({ clock }: Connection): ReportedFinding {
  const check = 'clock'
  const skew = clock.skew()
  if (skew === undefined) {
    const hint =
      'Let the proxy in front of Ghost pass on its `Date` header, or keep the clock of this machine right (NTP).'
    return {
      kind: 'warning',
      check,
      message: 'the server does not say what time it has: this machine’s is taken',
      hint,
    }
  }
  const seconds = Math.round(skew / 1000)
  if (Math.abs(seconds) <= CLOCK_TOLERANCE_SECONDS) return { kind: 'ok', check, message: 'agrees with the server’s' }
  const side = seconds > 0 ? 'behind' : 'ahead of'
  const hint =
    'Posts go by the server’s clock; set this machine’s right all the same (NTP), since tokens are dated by it.'
  return { kind: 'warning', check, message: `this machine is ${Math.abs(seconds)} s ${side} the server`, hint }
}

function listOffers(facts: SiteFacts): ReportedFinding[] {
  const list = (names: readonly string[]) => (names.length === 0 ? 'none' : names.join(', '))
  const tiers = facts.tiers.filter(({ active }) => active).map(({ slug }) => slug)
  const newsletters = facts.newsletters.filter(({ active }) => active).map(({ slug }) => slug)
  const templates: ReportedFinding =
    facts.templates === undefined
      ? {
          kind: 'ok',
          check: 'templates',
          message: 'not readable with an integration’s key; `custom_template` is sent as it is written',
        }
      : { kind: 'ok', check: 'templates', message: list(facts.templates) }
  return [
    { kind: 'ok', check: 'authors', message: list(facts.authors.map(({ slug }) => slug)) },
    { kind: 'ok', check: 'tiers', message: list(tiers) },
    { kind: 'ok', check: 'newsletters', message: list(newsletters) },
    templates,
  ]
}

/** @throws everything that is not a GhostSyncFailure: a bug must not read as a finding */
function describe(check: string, error: unknown): ReportedFinding {
  if (!(error instanceof GhostSyncFailure)) throw error
  return {
    kind: 'error',
    check: error.code === 'auth/clock-skew' ? 'clock' : error.code.startsWith('auth/') ? 'keys' : check,
    message: error.message,
    hint: error.hint,
  }
}
