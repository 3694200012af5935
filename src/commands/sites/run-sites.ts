import type { SiteConfig } from '../../config/config.ts'
import { readContentSettings } from '../../ghost/site/content-settings.ts'
import { readSiteFacts } from '../../ghost/site/site-facts.ts'
import { identifySite } from '../../ghost/transport/identify-site.ts'
import { EXIT_CODE, GhostSyncFailure, recordFailure } from '../../model/failure.ts'
import { stopOnInterrupt } from '../../model/stop-on-interrupt.ts'
import { listLimits, renderSites, renderSitesJson, type SiteRow } from '../../report/sites/render-sites.ts'
import { type LoadedProject, loadProject } from '../../sync/load-project.ts'
import type { ProjectOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import { hostProject } from '../output/host-project.ts'
import { showStatus } from '../output/progress.ts'
import { reportInvalidConfig } from '../output/report-invalid-config.ts'

export interface SitesOptions extends ProjectOptions {
  readonly json?: boolean
}

export async function runSites(io: CommandIo, options: SitesOptions): Promise<void> {
  const opened = await loadProject(hostProject(io, options), options)
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

async function askSite(site: SiteConfig, project: LoadedProject): Promise<SiteRow> {
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
    return { kind: 'failed', name: site.name, url: site.url, failure: recordFailure(error) }
  }
}
