import { MAX_JSON_DEPTH, measureDepth } from '../../markdown/index.ts'
import type { Connection } from './connection.ts'
import { deliverRequest } from './deliver-request.ts'
import { explainBadAnswer, explainNoAnswer, explainOutcome } from './explain-outcome.ts'
import { identifySite } from './identify-site.ts'
import { isObject, type JsonObject, parseJson } from './json-value.ts'
import type { OutgoingRequest } from './outcome.ts'

export interface AdminRequest extends Pick<OutgoingRequest, 'method' | 'query' | 'body' | 'attempts'> {
  /** Relative to the Admin API: `posts/`. */
  readonly path: string
}

/**
 * Sends one signed request to the Admin API.
 * @returns the JSON object of the answer; an empty one for 204
 * @throws GhostSyncFailure for everything else
 */
export async function askAdmin(connection: Connection, request: AdminRequest): Promise<JsonObject> {
  const { dialect } = await identifySite(connection)
  const outgoing: OutgoingRequest = {
    ...request,
    path: `${dialect.adminRoot}${request.path}`,
    auth: { audience: dialect.audience },
    acceptVersion: dialect.acceptVersion,
  }
  const outcome = await deliverRequest(connection, outgoing)
  if (outcome.kind !== 'answer' || outcome.answer.status < 200 || outcome.answer.status >= 300) {
    throw explainOutcome(connection, outgoing, outcome)
  }
  const { status, headers, text } = outcome.answer
  if (status === 204) return {}
  const body = parseJson(text)
  const isDeep = measureDepth(body) > MAX_JSON_DEPTH
  if (isObject(body) && !isDeep) return body
  const what = `${outgoing.method} ${outgoing.path}`
  // Something accepted the write. Whether that was Ghost, only reading the post can show.
  if (request.method !== 'GET') throw explainNoAnswer(connection, what, undefined, status)
  const type = (headers.get('content-type') ?? 'no content type').split(';')[0]
  const found = /json/i.test(type ?? '') ? 'no whole JSON' : `not JSON but ${type}`
  const why = isDeep
    ? `its JSON is nested more than ${MAX_JSON_DEPTH} deep`
    : `the answer is ${found}, ${text.length} characters long`
  throw explainBadAnswer(connection, what, status, why)
}
