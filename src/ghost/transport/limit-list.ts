import { EXIT_CODE, GhostSyncFailure } from '../../failure.ts'
import { writeSize } from '../../write-size.ts'
import type { Connection } from '../connection.ts'

/** A list may have this many times as much as one answer: 512 MiB by default. 20,000 posts as those of a real site come to 500 MB. */
const ANSWERS_PER_LIST = 8

/**
 * Watches over work that keeps what many answers bring: a server that never says that a list is over would fill the memory.
 * @returns to be called before each further request
 * @throws GhostSyncFailure `site/list-too-large`
 */
export function limitList(connection: Connection, what: string): () => void {
  const { traffic, maxAnswerBytes } = connection
  const [before, most] = [traffic.received, maxAnswerBytes * ANSWERS_PER_LIST]
  return () => {
    if (traffic.received - before <= most) return
    throw new GhostSyncFailure(
      'site/list-too-large',
      `Site '${connection.name}' (${connection.url}) sent more than ${writeSize(most)} of ${what} and has still more; nothing was done with it.`,
      EXIT_CODE.failed,
      {
        hint: `If the site is really that large, raise \`policies.maxAnswerSize\` in the config: a list may have ${ANSWERS_PER_LIST} times as much.`,
      },
    )
  }
}
