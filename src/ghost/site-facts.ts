import type { Capabilities } from './capabilities.ts'

/** What a site says of itself: fetched once per run, and all that content is checked against. */
export interface SiteFacts {
  /** `6.65`, as the server says it. */
  readonly version: string
  /** For people; what follows from it is in `capabilities`. */
  readonly major: number
  readonly capabilities: Capabilities
  readonly title: string
  /** The public URL without a trailing slash, as Ghost says it; the prefix of every URL in a body. */
  readonly url: string
  /** IANA name, `Etc/UTC`. */
  readonly timezone: string
  /** Present where the site does not tell its timezone to the keys at hand, and UTC stands in for it. */
  readonly assumesTimezone?: true
  /** The owner first: Ghost credits what nobody is named for to the owner. */
  readonly authors: readonly Author[]
  readonly tiers: readonly Tier[]
  /** Where they cannot be listed, the one that there is, as `default`. */
  readonly newsletters: readonly Newsletter[]
  /** Custom templates of the active theme (`custom-wide`); undefined when the key is not allowed to ask. */
  readonly templates: readonly string[] | undefined
  /** Bytes that a file or a film may have by the limits of Ghost's host (Ghost(Pro)); absent where Ghost says of none. Pictures are not counted. */
  readonly maxFileBytes?: number
}

export interface Author {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly email: string
}

export interface Tier {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly active: boolean
}

export interface Newsletter {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly active: boolean
  /** Whether it goes to paying members only, whoever has subscribed. */
  readonly paidOnly: boolean
}
