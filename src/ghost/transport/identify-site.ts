import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { chooseDialect, isSupported, listProbeRoots, readMajorVersion, SUPPORTED_TEXT } from './api-dialect.ts'
import { findCapabilities } from './capabilities.ts'
import type { Connection, SiteIdentity } from './connection.ts'
import { deliverRequest } from './deliver-request.ts'
import { explainOutcome } from './explain-outcome.ts'
import { readGhostError } from './ghost-error.ts'
import { isObject, parseJson } from './json-value.ts'
import type { Answer, OutgoingRequest } from './outcome.ts'

/**
 * Asks the server for its version, once per connection. The request carries no key: only a server that answers like a Ghost that we support is ever
 * sent a token.
 */
export function identifySite(connection: Connection): Promise<SiteIdentity> {
  const asked = connection.memory.identity
  if (asked !== undefined) return asked
  const identity = probe(connection)
  connection.memory.identity = identity
  // A failure is not remembered: a site that was down for a moment (watch) must not count as down for the rest of the run.
  identity.catch(() => {
    connection.memory.identity = undefined
  })
  return identity
}

/**
 * Sends one request where the first root exists, as on Ghost 5 and 6. An older Ghost answers in its own words that it does not, and the next root is
 * tried.
 */
async function probe(connection: Connection): Promise<SiteIdentity> {
  for (const root of listProbeRoots(connection.apiVersion)) {
    const request: OutgoingRequest = { method: 'GET', path: `${root}site/`, auth: 'none' }
    const outcome = await deliverRequest(connection, request)
    if (outcome.kind !== 'answer') throw explainOutcome(connection, request, outcome)
    const { answer } = outcome
    if (answer.status === 200) return readIdentity(connection, request, answer)
    const isElsewhere = (answer.status === 404 || answer.status === 406) && readGhostError(answer) !== undefined
    if (isElsewhere) continue
    throw answer.status === 404 ? notGhost(connection, request, answer) : explainOutcome(connection, request, outcome)
  }
  throw tooOld(connection)
}

function readIdentity(connection: Connection, request: OutgoingRequest, answer: Answer): SiteIdentity {
  const body = parseJson(answer.text)
  const site = isObject(body) ? body.site : undefined
  if (!isObject(site) || typeof site.url !== 'string' || !URL.canParse(site.url))
    throw notGhost(connection, request, answer)
  const major = readMajorVersion(site.version)
  const capabilities = major === undefined ? undefined : findCapabilities(major, readMinor(site.version))
  if (major === undefined || !isSupported(major) || capabilities === undefined)
    throw unsupported(connection, site.version)
  const dialect = chooseDialect(connection.apiVersion, major)
  if (dialect === undefined) {
    throw new GhostSyncFailure(
      'site/unsupported-version',
      `Site '${connection.name}' is Ghost ${String(site.version)}, but the config asks for \`apiVersion: '${connection.apiVersion}'\`.`,
      EXIT_CODE.failed,
      { hint: "Use `apiVersion: 'auto'`, or update Ghost." },
    )
  }
  return {
    version: String(site.version),
    major,
    dialect,
    capabilities,
    title: typeof site.title === 'string' ? site.title : '',
    description: typeof site.description === 'string' ? site.description : '',
    url: site.url.replace(/(?<!\/)\/+$/, ''),
  }
}

/** Ghost tells `5.130`. */
function readMinor(version: unknown): number | undefined {
  const minor = /^\d+\.(\d+)/.exec(String(version))?.[1]
  return minor === undefined ? undefined : Number(minor)
}

function unsupported(connection: Connection, version: unknown): GhostSyncFailure {
  return new GhostSyncFailure(
    'site/unsupported-version',
    `Site '${connection.name}' is Ghost ${typeof version === 'string' ? version.slice(0, 20) : 'of an unknown version'}; ghost-sync works with ${SUPPORTED_TEXT}.`,
    EXIT_CODE.failed,
    { hint: 'Update Ghost, or look for a newer ghost-sync.' },
  )
}

/** Makes the failure for a server that answers with Ghost's own 404 under every root that we speak. */
function tooOld(connection: Connection): GhostSyncFailure {
  const { apiVersion } = connection
  const asked = apiVersion === 'auto' ? 'Ghost older than 3' : `Ghost without the API \`apiVersion: '${apiVersion}'\``
  return new GhostSyncFailure(
    'site/unsupported-version',
    `Site '${connection.name}' (${connection.url}) answers like a ${asked}; ghost-sync works with ${SUPPORTED_TEXT}.`,
    EXIT_CODE.failed,
    {
      hint:
        apiVersion === 'auto'
          ? 'Update Ghost. If it is new enough, check the path in `url`.'
          : "Use `apiVersion: 'auto'`, which asks the server. If that does not help, check the path in `url`.",
    },
  )
}

function notGhost(connection: Connection, request: OutgoingRequest, answer: Answer): GhostSyncFailure {
  const type = (answer.headers.get('content-type') ?? 'no content type').split(';')[0]
  return new GhostSyncFailure(
    'site/not-ghost',
    `There is no Ghost at ${connection.url} (site '${connection.name}'): ${request.path} answered with status ${answer.status} and ${type}.`,
    EXIT_CODE.failed,
    {
      status: answer.status,
      hint: 'Is `url` complete (a blog in a folder needs its path), and is it the host that serves Ghost Admin, not a CDN or a headless front end?',
    },
  )
}
