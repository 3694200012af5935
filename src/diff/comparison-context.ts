import type { DigestRules } from './digest-rules.ts'

/** What a comparison knows besides both sides. */
export interface ComparisonContext {
  /** The site's public URL without a trailing slash. */
  readonly siteUrl: string
  /** By the site's clock. */
  readonly now: Date
  /** Slug of the author whom Ghost credits when nobody is named. */
  readonly defaultAuthor: string | undefined
  /** Content hash of files of the site whose name does not say it, by absolute URL. Absent: none was looked at. */
  readonly files?: ReadonlyMap<string, string>
  /** Addresses of files of the site that posts show and the site no longer has. Absent: nobody looked. */
  readonly gone?: ReadonlySet<string>
  /** @default DIGEST_RULES */
  readonly rules?: DigestRules
}
