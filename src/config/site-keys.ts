import { redactSecrets } from '../model/secrets.ts'
import { cleanValue, type Environment } from './environment.ts'
import { formatOptionPath, type OptionPath, type OptionProblem } from './option-problem.ts'

/** The kinds of text that Ghost Admin offers for copying. */
type KeyKind = 'admin' | 'content' | 'secret' | 'token' | 'url' | 'other'

/**
 * Tells Ghost's keys apart by shape. A staff access token has the shape of an Admin API key and works as one.
 * Source: https://docs.ghost.org/admin-api#token-authentication, https://docs.ghost.org/content-api#key
 */
export function recogniseKey(text: string): KeyKind {
  if (/^[\da-f]{24}:[\da-f]{64}$/i.test(text)) return 'admin'
  if (/^[\da-f]{26}$/i.test(text)) return 'content'
  if (/^[\da-f]{64}$/i.test(text)) return 'secret'
  if (/^(Ghost\s+)?eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) return 'token'
  if (/^https?:\/\//i.test(text)) return 'url'
  return 'other'
}

export type ReadKey =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'wrong'; readonly problem: OptionProblem }

const NAMES = { admin: 'Admin API key', content: 'Content API key' } as const

const SHAPES = {
  admin: 'that is 24 hex characters, a colon and 64 hex characters',
  content: 'that is 26 hex characters',
} as const

/** Describes what was put there instead, where its shape tells. The text itself is never shown: half a key is a secret too. */
const MISTAKEN: Record<Exclude<KeyKind, 'other'>, string> = {
  admin: 'the Admin API key',
  content: 'the Content API key',
  secret: 'only the second half of the Admin API key',
  token: 'a signed token',
  url: 'an address',
}

/** Reads the key that the option at `path` names, and refuses one of another kind, naming that kind. Keys are returned in lower case. */
export function readSiteKey(
  wanted: 'admin' | 'content',
  variable: string,
  environment: Environment,
  path: OptionPath,
): ReadKey {
  const option = formatOptionPath(path)
  const written = environment.values[variable]
  if (written === undefined) {
    return wrong({
      code: 'config/variable-missing',
      path,
      message: `\`${option}\` names the environment variable ${variable}, which is not set.`,
      hint: `Set ${variable} in the environment or in a .env file beside the config. ${describeOrigin(wanted)}`,
    })
  }
  const key = cleanValue(written)
  if (key === '') {
    return wrong({
      code: 'config/variable-empty',
      path,
      variable,
      message: `\`${option}\` names the environment variable ${variable}, which is empty.`,
      hint: `Give ${variable} a value; a CI job gives an empty one when its secret is missing. ${describeOrigin(wanted)}`,
    })
  }
  const kind = recogniseKey(key)
  if (kind === wanted) return { kind: 'key', key: key.toLowerCase() }
  return wrong({
    code: 'config/wrong-key',
    path,
    variable,
    message:
      kind === 'other'
        ? `${variable} (\`${option}\`) does not hold ${withArticle(wanted)}: ${SHAPES[wanted]}, and this has ${key.length} characters.`
        : `${variable} (\`${option}\`) holds ${MISTAKEN[kind]} where the ${NAMES[wanted]} belongs.`,
    hint: describeOrigin(wanted),
  })
}

function wrong(problem: OptionProblem): ReadKey {
  return { kind: 'wrong', problem }
}

function withArticle(wanted: 'admin' | 'content'): string {
  return `${wanted === 'admin' ? 'an' : 'a'} ${NAMES[wanted]}`
}

function describeOrigin(wanted: 'admin' | 'content'): string {
  return `Copy the ${NAMES[wanted]} whole from Ghost Admin: Settings → Integrations → Add custom integration.`
}

/**
 * Finds every place in the config where a Ghost key is written out, whatever the option is called: a config is committed, and a key in a git history
 * is public. No part of the problem contains the key.
 */
export function findWrittenKeys(written: unknown): OptionProblem[] {
  const seen = new Set<object>()
  const visit = (value: unknown, path: OptionPath): OptionProblem[] => {
    if (typeof value === 'string') return redactSecrets(value) === value ? [] : [describe(value, path, written)]
    if (typeof value !== 'object' || value === null || seen.has(value)) return []
    seen.add(value)
    if (Array.isArray(value)) return value.flatMap((item, index) => visit(item, [...path, index]))
    return Object.entries(value).flatMap(([key, item]) => visit(item, [...path, key]))
  }
  return visit(written, [])
}

function describe(value: string, path: OptionPath, written: unknown): OptionProblem {
  const content = recogniseKey(value.trim()) === 'content'
  const site = readSiteName(written, path)
  const variable = `GHOST${site === undefined ? '' : `_${site.toUpperCase().replace(/\W|-/g, '_')}`}_${content ? 'CONTENT' : 'ADMIN'}_API_KEY`
  return {
    code: 'config/written-key',
    path,
    message: `\`${formatOptionPath(path)}\` holds a key, not the name of a variable; whoever reads the config could write to the site.`,
    hint:
      `Put the key into the environment or a .env file beside the config as ${variable}, and write ` +
      `${content ? 'contentKeyEnv' : 'adminKeyEnv'}: '${variable}' here. If the config was ever committed with it, make a new key in Ghost Admin.`,
    ...(site === undefined ? {} : { site }),
  }
}

/** Returns the site that `path` leads into, in either way of writing sites. */
function readSiteName(written: unknown, path: OptionPath): string | undefined {
  const [section, step] = path
  if (section !== 'sites' || step === undefined) return undefined
  if (typeof step === 'string') return redactSecrets(step)
  const sites: unknown =
    typeof written === 'object' && written !== null && 'sites' in written ? written.sites : undefined
  const site: unknown = Array.isArray(sites) ? sites[step] : undefined
  if (typeof site !== 'object' || site === null || !('name' in site) || typeof site.name !== 'string') return undefined
  return redactSecrets(site.name)
}
