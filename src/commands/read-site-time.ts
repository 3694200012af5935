import type { SiteSession } from './assemble-plan.ts'
import type { CommandIo } from './command-io.ts'

/** What time it is on a site, for the ages in a plan: by this machine's clock, a post could be "published in 2 hours" that has readers. */
export function readSiteTime(site: string, sessions: ReadonlyMap<string, SiteSession>, io: CommandIo): Date {
  const clock = sessions.get(site)?.connection.clock
  return clock === undefined ? io.now() : new Date(clock.now())
}
