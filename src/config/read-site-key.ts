import { cleanValue } from './clean-value.ts'
import type { Environment } from './environment.ts'
import { formatOptionPath } from './format-option-path.ts'
import type { OptionPath, OptionProblem } from './option-problem.ts'
import { type KeyKind, recogniseKey } from './recognise-key.ts'

export type ReadKey =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'wrong'; readonly problem: OptionProblem }

const NAMES = { admin: 'Admin API key', content: 'Content API key' } as const

const SHAPES = {
  admin: 'that is 24 hex characters, a colon and 64 hex characters',
  content: 'that is 26 hex characters',
} as const

/** What was put there instead, where its shape tells. Never the text itself: half a key is a secret too. */
const MISTAKEN: Record<Exclude<KeyKind, 'other'>, string> = {
  admin: 'the Admin API key',
  content: 'the Content API key',
  secret: 'only the second half of the Admin API key',
  token: 'a signed token',
  url: 'an address',
}

/** Reads the key that the option at `path` names, and refuses one of the wrong kind by name. Keys come back in lower case. */
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
      cure: `Set ${variable} in the environment or in a .env file beside the config. ${describeOrigin(wanted)}`,
    })
  }
  const key = cleanValue(written)
  if (key === '') {
    return wrong({
      code: 'config/variable-empty',
      path,
      variable,
      message: `\`${option}\` names the environment variable ${variable}, which is empty.`,
      cure: `Give ${variable} a value; a CI job gives an empty one when its secret is missing. ${describeOrigin(wanted)}`,
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
    cure: describeOrigin(wanted),
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
