import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { writeSize } from '../../model/text.ts'
import { askAdmin } from './ask-admin.ts'
import type { Connection } from './connection.ts'
import { explainBadAnswer } from './explain-outcome.ts'
import { identifySite } from './identify-site.ts'
import { isObject, type JsonObject } from './json-value.ts'

/**
 * Reads a whole list of the Admin API.
 * @param resource `users`: the path and the key in the answer
 */
export async function listPages(
  connection: Connection,
  resource: string,
  query: Readonly<Record<string, string>> = {},
): Promise<readonly JsonObject[]> {
  const { pageSize } = (await identifySite(connection)).capabilities
  const all: JsonObject[] = []
  const checkSize = limitList(connection, resource)
  for (let page = 1; ; page += 1) {
    checkSize()
    const answer = await askAdmin(connection, {
      method: 'GET',
      path: `${resource}/`,
      query: { ...query, limit: String(pageSize), page: String(page) },
    })
    all.push(...readRows(connection, resource, answer))
    if (!hasMore(answer)) return all
  }
}

/** Returns the objects in a list's answer; throws when it holds none by that name. */
export function readRows(connection: Connection, resource: string, answer: JsonObject): readonly JsonObject[] {
  const rows = answer[resource]
  if (Array.isArray(rows) && rows.every(isObject)) return rows
  throw explainBadAnswer(connection, `a request for ${resource}`, 200, `the answer holds no list of ${resource}`)
}

/** Whether the answer says that further rows follow. A list without `meta` (themes) is complete. */
export function hasMore(answer: JsonObject): boolean {
  const meta = answer.meta
  const pagination = isObject(meta) ? meta.pagination : undefined
  return isObject(pagination) && typeof pagination.next === 'number'
}

/** A list may be this many times as large as one answer: 512 MiB by default. 20,000 posts as those of a real site come to 500 MB. */
const ANSWERS_PER_LIST = 8

/**
 * Limits work that keeps the content of many answers: a server whose list never ends would fill the memory.
 * @returns a function to call before each further request
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

/** Quotes a text for Ghost's filter language (NQL): in single quotes, in which only the quote itself has to be escaped. */
export function quoteFilterValue(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`
}
