/** What `ghost-sync sites` knows of one site of the config. */
export type SiteRow =
  | ReachedSiteRow
  /** The site did not answer, or not to our keys. */
  | {
      readonly kind: 'failed'
      readonly name: string
      readonly url: string
      readonly failure: { readonly code: string; readonly message: string; readonly hint?: string | undefined }
    }

export interface ReachedSiteRow {
  readonly kind: 'reached'
  /** As in the config. */
  readonly name: string
  /** `SiteFacts.url`: the public one, which may differ from the config's. */
  readonly url: string
  readonly title: string
  /** `6.65`, as the server says it. */
  readonly version: string
  /** Path of its Admin API, `ghost/api/admin/`. */
  readonly api: string
  /** What its posts are written in. */
  readonly bodyFormat: 'lexical' | 'mobiledoc'
  /** What it cannot do of what can be asked for. */
  readonly limits: readonly string[]
  /** Null where the site does not tell it to the keys at hand; dates without an offset then count as UTC. */
  readonly timezone: string | null
  readonly authors: number
  /** Active ones. */
  readonly tiers: number
  /** Active ones. */
  readonly newsletters: number
  /** Posts and pages, drafts included, ours and others'. Undefined when nobody asked. */
  readonly posts?: number | undefined
  readonly pages?: number | undefined
  /** How many of them carry the ownership tag. */
  readonly managed?: number | undefined
  /** From the Content API; undefined when the config names no Content API key. */
  readonly settings?: SiteSettings | undefined
}

/** The part of Ghost's public settings that says how the site treats its readers. Source: GET /ghost/api/content/settings/. */
export interface SiteSettings {
  readonly description: string | null
  readonly locale: string | null
  /** `members_signup_access`: `all`, `invite`, `paid` or `none`. */
  readonly membersSignupAccess: string | null
  /** `comments_enabled`: `off`, `all` or `paid`. */
  readonly commentsEnabled: string | null
}
