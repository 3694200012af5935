import type { SiteConfig } from '../config/config.ts'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { identifySite } from '../ghost/identify-site.ts'
import { readContentSettings } from '../ghost/read-content-settings.ts'
import { readSiteFacts } from '../ghost/read-site-facts.ts'
import { listLimits } from '../report/list-limits.ts'
import { renderSites } from '../report/render-sites.ts'
import { renderSitesJson } from '../report/render-sites-json.ts'
import type { SiteRow } from '../report/site-row.ts'
import { stopOnInterrupt } from '../stop-on-interrupt.ts'
import type { ProjectOptions } from './add-project-options.ts'
import type { CommandIo } from './command-io.ts'
import { reportInvalidConfig } from './report-invalid-config.ts'
import { showStatus } from './show-status.ts'
import { openProject, type Project } from './wiring.ts'

export interface SitesOptions extends ProjectOptions {
  readonly json?: boolean
}

export async function runSites(io: CommandIo, options: SitesOptions): Promise<void> {
  const opened = await openProject(io, options)
  if (opened.kind === 'invalid') return reportInvalidConfig(io, opened.problems)
  const { project } = opened
  const rows = await showStatus(
    io,
    'Asking the sites',
    stopOnInterrupt(io, Promise.all(project.config.sites.map((site) => askSite(site, project)))),
  )
  const verbose = options.verbose === true
  if (options.json === true) io.data(renderSitesJson(rows))
  else io.stdout(renderSites(rows, { colour: io.colour, verbose }))
  io.exit(rows.some(({ kind }) => kind === 'failed') ? EXIT_CODE.failed : EXIT_CODE.ok)
}

async function askSite(site: SiteConfig, project: Project): Promise<SiteRow> {
  const connection = project.connect(site)
  try {
    const facts = await readSiteFacts(connection)
    const { dialect } = await identifySite(connection)
    const settings = site.contentKey === undefined ? undefined : await readContentSettings(connection)
    return {
      kind: 'reached',
      name: site.name,
      url: facts.url,
      title: facts.title,
      version: facts.version,
      api: dialect.adminRoot,
      bodyFormat: facts.capabilities.bodyFormat,
      limits: listLimits(facts.capabilities),
      timezone: facts.assumesTimezone === true ? null : facts.timezone,
      authors: facts.authors.length,
      tiers: facts.tiers.filter(({ active }) => active).length,
      newsletters: facts.newsletters.filter(({ active }) => active).length,
      settings,
    }
  } catch (error) {
    if (!(error instanceof GhostSyncFailure)) throw error
    const { code, message, hint } = error
    return { kind: 'failed', name: site.name, url: site.url, failure: { code, message, hint } }
  }
}
