import type { Connection } from '../connection.ts'
import { identifySite } from '../identify-site.ts'
import { askAdmin } from './ask-admin.ts'
import { explainBadAnswer } from './explain-outcome.ts'
import { limitList } from './limit-list.ts'
import { isObject, type JsonObject } from './parse-json.ts'

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

/** The objects of a list's answer; a failure when it holds none by that name. */
export function readRows(connection: Connection, resource: string, answer: JsonObject): readonly JsonObject[] {
  const rows = answer[resource]
  if (Array.isArray(rows) && rows.every(isObject)) return rows
  throw explainBadAnswer(connection, `a request for ${resource}`, 200, `the answer holds no list of ${resource}`)
}

/** Whether the answer says that further rows follow. A list without `meta` (themes) is whole. */
export function hasMore(answer: JsonObject): boolean {
  const meta = answer.meta
  const pagination = isObject(meta) ? meta.pagination : undefined
  return isObject(pagination) && typeof pagination.next === 'number'
}
