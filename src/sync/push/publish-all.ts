import { openAsBlob } from 'node:fs'
import type { BackupStore } from '../../backup/backup.ts'
import type { SitePlan } from '../../diff/plan.ts'
import { recordFailure } from '../../model/failure.ts'
import { findRedirects } from '../../publish/find-redirects.ts'
import type { EmailConsent, PublishProgress } from '../../publish/publish-context.ts'
import { publishSite } from '../../publish/publish-site.ts'
import type { SiteOutcome } from '../../publish/site-outcome.ts'
import type { AssembledPlan, SiteFailure } from '../assembled-plan.ts'
import type { LoadedProject } from '../load-project.ts'
import type { RunContext } from '../run-context.ts'

/** Shows the progress of a push. */
export interface ProgressDisplay {
  readonly tell: (site: string, event: PublishProgress) => void
  readonly stop: () => void
}

export interface PushContext extends Pick<RunContext, 'now' | 'signal'> {
  readonly showProgress?: (() => Promise<ProgressDisplay>) | undefined
}

/**
 * Carries out an assembled plan on every site at once, and shows the progress.
 * @param started when the command began, in milliseconds since the epoch
 * @param consents what may be sent by e-mail, by site
 * @returns what was done, one outcome per site of the config; a site that could not be planned has a failure and nothing else
 */
export async function publishAll(
  { plan, sessions, failures }: AssembledPlan,
  project: LoadedProject,
  context: PushContext,
  started: number,
  consents: ReadonlyMap<string, EmailConsent>,
  backups: BackupStore | undefined,
): Promise<SiteOutcome[]> {
  const progress = await context.showProgress?.()
  try {
    const published = await Promise.all(
      plan.sites.map((site) => {
        const consent = consents.get(site.site) ?? { kind: 'hold' }
        return publishOne(site, consent, sessions, project, context, progress, started, backups)
      }),
    )
    return [...published, ...failures.map((failure) => describeUnplanned(failure, project, context, started))]
  } finally {
    progress?.stop()
  }
}

async function publishOne(
  plan: SitePlan,
  consent: EmailConsent,
  sessions: AssembledPlan['sessions'],
  project: LoadedProject,
  context: PushContext,
  progress: ProgressDisplay | undefined,
  started: number,
  backups: BackupStore | undefined,
): Promise<SiteOutcome> {
  const session = sessions.get(plan.site)
  if (session === undefined) throw new TypeError(`no session for the planned site ${plan.site}`)
  const policies = project.config.sites.find(({ name }) => name === plan.site)?.policies
  if (policies === undefined) throw new TypeError(`no config for the planned site ${plan.site}`)
  const published = await publishSite(plan, {
    ...session,
    ownershipTag: policies.ownershipTag,
    project: project.config.project,
    backups,
    concurrency: policies.concurrency,
    openFile: (path) => openAsBlob(path),
    consent,
    onProgress: (event) => progress?.tell(plan.site, event),
    signal: context.signal ?? new AbortController().signal,
  })
  const redirects = findRedirects(plan, published.results, session.remote)
  const moved = redirects.length === 0 ? {} : { redirects }
  return { site: plan.site, url: plan.url, ...published, ...moved, ...measure(plan.site, project, context, started) }
}

function describeUnplanned(
  { site, url, failure }: SiteFailure,
  project: LoadedProject,
  context: Pick<RunContext, 'now'>,
  started: number,
): SiteOutcome {
  return {
    site,
    url,
    results: [],
    failure: recordFailure(failure),
    uploads: 0,
    ...measure(site, project, context, started),
  }
}

/** Returns the requests that a site has taken so far, and the time. */
function measure(site: string, project: LoadedProject, context: Pick<RunContext, 'now'>, started: number) {
  const requests = { ...(project.counters.get(site) ?? { reads: 0, writes: 0 }) }
  return { requests, milliseconds: context.now().getTime() - started }
}
