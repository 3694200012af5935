import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'

/** One redirect of a site, by paths on it, as Ghost reads it in Settings → Labs → Redirects. */
export interface Redirect {
  /** Former path of the post, with slashes around it, percent-encoded as in its URL, without the site's own folder. */
  readonly from: string
  readonly to: string
  /** True: 301, which browsers remember permanently. False: 302. */
  readonly permanent: boolean
}

/** Returns the path as a regular expression for Ghost: that path alone, with and without a slash at its end. */
export function composePattern(path: string): string {
  return `^${path.replace(/\/$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/?$`
}

export type RedirectFormat = 'yaml' | 'json'

/**
 * Adds redirects to the text of a redirects file of Ghost. Its other entries stay, in their order and, in YAML, with their comments. Two kinds are
 * changed, because they would do harm. One that leads away from an address at which a post is now is removed: Ghost redirects before it looks for a
 * post, so nobody would reach it, and two such make a loop. One that leads to an address that moved on is changed to the new one.
 *
 * @param text undefined where there is no file yet
 * @throws GhostSyncFailure `redirects/unreadable`
 */
export function mergeRedirects(
  text: string | undefined,
  format: RedirectFormat,
  redirects: readonly Redirect[],
): string {
  return format === 'json' ? mergeJson(text, redirects) : mergeYaml(text, redirects)
}

interface JsonEntry {
  readonly from: string
  readonly to: string
  readonly permanent?: boolean
}

function mergeJson(text: string | undefined, redirects: readonly Redirect[]): string {
  const written: unknown = text === undefined || text.trim() === '' ? [] : parse(text)
  if (!Array.isArray(written) || !written.every(isEntry)) throw unreadable('is not a list of redirects')
  let entries: readonly JsonEntry[] = written
  for (const redirect of redirects) {
    const pattern = composePattern(redirect.from)
    const kept = entries.filter(({ from }) => !meets(from, redirect.to) && !meets(from, redirect.from))
    const led = kept.map((entry) => (entry.to === redirect.from ? { ...entry, to: redirect.to } : entry))
    entries = [...led, { from: pattern, to: redirect.to, permanent: redirect.permanent }]
  }
  return `${JSON.stringify(entries, null, 2)}\n`
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable('is not JSON')
  }
}

function isEntry(value: unknown): value is JsonEntry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'from' in value &&
    typeof value.from === 'string' &&
    'to' in value &&
    typeof value.to === 'string'
  )
}

function mergeYaml(text: string | undefined, redirects: readonly Redirect[]): string {
  const document = parseDocument(text ?? '', { prettyErrors: false })
  const { contents } = document
  const isEmpty = contents === null || (isScalar(contents) && contents.value === null)
  if (document.errors.length > 0 || (!isEmpty && !isMap(contents)))
    throw unreadable('is not YAML with `301:` and `302:`')
  if (isEmpty) document.contents = document.createNode({}) as unknown as typeof document.contents
  for (const { from, to, permanent } of redirects) {
    for (const code of [301, 302]) changeMap(findMap(document.contents, code), from, to)
    const code = permanent ? 301 : 302
    const map = findMap(document.contents, code)
    if (map === undefined) document.set(code, document.createNode({ [composePattern(from)]: to }))
    else map.set(composePattern(from), to)
  }
  return document.toString({ lineWidth: 0 })
}

/** Finds the map of a status code. Written as `301:` its key is a number, as `'301':` a text. */
function findMap(contents: unknown, code: number): YAMLMap | undefined {
  if (!isMap(contents)) return undefined
  const pair = contents.items.find(({ key }) => isScalar(key) && String(key.value) === String(code))
  return isMap(pair?.value) ? pair.value : undefined
}

function changeMap(map: YAMLMap | undefined, from: string, to: string): void {
  if (map === undefined) return
  map.items = map.items.filter(({ key }) => {
    const pattern = isScalar(key) ? String(key.value) : ''
    return !meets(pattern, to) && !meets(pattern, from)
  })
  for (const { value } of map.items) if (isScalar(value) && value.value === from) value.value = to
}

/** Whether a pattern is the plain address of this path, in one of its usual spellings; more complex patterns are left alone. */
function meets(pattern: string, path: string): boolean {
  const trim = (text: string) =>
    text
      .replace(/^\^/, '')
      .replace(/\$$/, '')
      .replace(/\/\??$/, '')
      .replace(/\\(.)/g, '$1')
  return trim(pattern) === trim(path)
}

function unreadable(why: string): GhostSyncFailure {
  return new GhostSyncFailure(
    'redirects/unreadable',
    `the redirects file ${why}; it was left as it is`,
    EXIT_CODE.failed,
    {
      hint: 'Mend it, or name another file.',
    },
  )
}
