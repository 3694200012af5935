/** The secrets of a run, by value. */
export interface SecretVault {
  readonly keep: (secret: string) => void
  /** `text` with `[redacted]` in the place of each, in upper or lower case. */
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
        const literal = secret.replace(/[^\w]/g, '\\$&')
        return clean.replaceAll(new RegExp(literal, 'gi'), '[redacted]')
      }, text),
  }
}
