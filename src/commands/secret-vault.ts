/** The secrets of a run, by value. */
export interface SecretVault {
  readonly keep: (secret: string) => void
  /** `text` with `[redacted]` in the place of each, in upper or lower case, with or without backslashes before its signs. */
  readonly conceal: (text: string) => string
}

/**
 * What is printed for people loses everything that looks like a key. JSON cannot: a checksum in a post has the same look, and a saved plan
 * has to hold it. So JSON loses the run's own keys and tokens, which only a server that sends them back could have put there.
 */
export function openSecretVault(): SecretVault {
  const secrets = new Set<string>()
  return {
    keep: (secret) => {
      if (secret !== '') secrets.add(secret)
    },
    conceal: (text) =>
      [...secrets].reduce((clean, secret) => {
        // A body is shown as Markdown, which writes `\_`; in JSON that is `\\_`.
        const literal = secret.replace(/[\W_]/g, '\\\\*\\$&')
        return clean.replaceAll(new RegExp(literal, 'gi'), '[redacted]')
      }, text),
  }
}
