/** One redirect of a site, by paths on it: what Ghost takes in Settings → Labs → Redirects. */
export interface Redirect {
  /** Path that the post had, with slashes around it, percent-encoded as in its URL, without the site's own folder. */
  readonly from: string
  readonly to: string
  /** True: 301, browsers remember it for good. False: 302. */
  readonly permanent: boolean
}
