import type { Connection } from '../ghost/connection.ts'
import type { PostMemory } from '../watch/post-memory.ts'
import type { KnownSite } from './learn-posts.ts'

/** What a watch remembers of one site between its rounds. */
export interface WatchedSite {
  /** What makes it this site: another address, project or tag is another one. */
  readonly identity: string
  readonly connection: Connection
  /** Undefined until the site was planned once. */
  known: KnownSite | undefined
  memory: PostMemory | undefined
  /** When its facts (authors, tiers) were asked for, in milliseconds since the epoch. */
  factsAt: number
  /** Source paths that were saved and have not reached the site. */
  waiting: Set<string>
  /** Rounds in a row in which it could not be reached. */
  failures: number
  /** Where the post of each file is, by source path. */
  urls: ReadonlyMap<string, string>
  /** Changes of status that were told of, so that they are not told again with every save. */
  told: ReadonlySet<string>
}
