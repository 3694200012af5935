/**
 * Matches where a run of hex digits begins: after any other character, and after an escape, whose last digit would otherwise pass for one of the
 * key's (`%3A`, `\x3a`, `\u003a`, `\b`).
 */
const START = '(?:(?<![0-9a-f])|(?<=%[0-9a-f]{2}|\\\\x[0-9a-f]{2}|\\\\u[0-9a-f]{4}|\\\\[bf]))'
const END = '(?![0-9a-f])'

/**
 * Matches Ghost's three kinds of secret, by their shape. An Admin API key is `<24 hex>:<64 hex>`, its second half alone signs tokens, a Content API
 * key is 26 hex characters, and a signed token is a JWT. Shapes are used instead of a list of known values, because a key that was pasted into the
 * wrong place (a URL, a title, the wrong variable) has to be redacted as well. Source: https://docs.ghost.org/admin-api#token-authentication
 */
const SECRETS: readonly RegExp[] = [
  new RegExp(`${START}[0-9a-f]{24}(?::|%3a)[0-9a-f]{64}${END}`, 'gi'),
  new RegExp(`${START}[0-9a-f]{64}${END}`, 'gi'),
  new RegExp(`${START}[0-9a-f]{26}${END}`, 'gi'),
]

const REDACTED = '[redacted]'

/** Replaces everything in `text` that has the shape of a Ghost key or token with `[redacted]`. */
export function redactSecrets(text: string): string {
  return SECRETS.reduce((clean, secret) => clean.replace(secret, REDACTED), text.replace(DOTTED, redactTokens))
}

/**
 * Matches words with dots between them, from the first to the last, with or without the backslashes that Markdown and JSON write before their signs.
 */
const DOTTED = /(?<![\w\\-])[\w\\-]+\.[\w\\.-]*/g

/** A part of a token has at least this many characters. */
const SHORTEST = 5

/** Redacts `eyJ…`, a dot, a second part, and a third if there is one: a line that was cut may still hold most of a signature. */
function redactTokens(dotted: string): string {
  if (!dotted.includes('eyJ')) return dotted
  const parts = dotted.split('.')
  const kept: string[] = []
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? ''
    const start = part.indexOf('eyJ')
    const [second, third] = [parts[at + 1], parts[at + 2]]
    if (start < 0 || countSigns(part.slice(start + 3)) < SHORTEST || countSigns(second ?? '') < SHORTEST) {
      kept.push(part)
      continue
    }
    // The backslashes after its last sign belong to what follows.
    kept.push(`${part.slice(0, start)}${REDACTED}${/(?<!\\)\\*$/.exec(third ?? second ?? '')?.[0] ?? ''}`)
    at += third === undefined ? 1 : 2
  }
  return kept.join('.')
}

function countSigns(part: string): number {
  return part.replaceAll('\\', '').length
}

/** The secrets of a run, by value. */
export interface SecretStore {
  readonly addSecret: (secret: string) => void
  /** Returns `text` with each secret replaced by `[redacted]`, in upper or lower case, with or without backslashes before its signs. */
  readonly redact: (text: string) => string
}

/**
 * Opens a store of secrets. Text for people loses everything that looks like a key. JSON cannot: a checksum in a post looks the same, and a saved
 * plan has to hold it. So JSON loses the run's own keys and tokens, which only a server that sends them back could have put there.
 */
export function openSecretStore(): SecretStore {
  const secrets = new Set<string>()
  return {
    addSecret: (secret) => {
      if (secret !== '') secrets.add(secret)
    },
    redact: (text) =>
      [...secrets].reduce((clean, secret) => {
        // A body is shown as Markdown, which writes `\_`; in JSON that is `\\_`.
        const literal = secret.replace(/[\W_]/g, '\\\\*\\$&')
        return clean.replaceAll(new RegExp(literal, 'gi'), '[redacted]')
      }, text),
  }
}
