import { DateTime } from 'luxon'
import type { Policies } from '../../config/config.ts'
import type { MarkdownDocument } from '../../markdown/index.ts'
import type { PostType } from '../../model/fields.ts'
import type { AssetReader } from '../assets/asset-types.ts'
import type { UploadRules } from '../assets/check-asset-use.ts'
import type { Asset } from '../source/asset.ts'
import type { Finding, SuggestName } from '../source/finding.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { FormerAddresses } from './former-addresses.ts'
import type { FindNote } from './note-index.ts'

/** The target of a link to a Markdown file on one site. */
export type LinkTarget =
  | {
      readonly kind: 'here'
      /** Absolute, on this site; undefined when its slug is wrong, which has been reported. */
      readonly url: string | undefined
      /** As it is published: without the heading that became the title. */
      readonly document: MarkdownDocument
      /** As it is written. */
      readonly written: MarkdownDocument
    }
  /** Its `sites:` leaves this site out. */
  | { readonly kind: 'elsewhere' }
  /** It never leaves the repository: `publish: false`. */
  | { readonly kind: 'private' }

/** By `SourceFile.path` in NFC: macOS returns decomposed names. */
export type LinkTargets = ReadonlyMap<string, LinkTarget>

/** The context in which the references of one file are resolved. */
export interface LinkContext extends UploadRules {
  readonly from: SourceFile
  readonly site: string
  /** Without a trailing slash. */
  readonly siteUrl: string
  readonly targets: LinkTargets
  readonly findNote: FindNote
  readonly readAsset: AssetReader
  readonly former: FormerAddresses
  /** `PostRules.formerUrl` */
  readonly formerUrl: string | undefined
  /** `PostRules.assetUrl` */
  readonly assetUrl: string | undefined
  readonly policies: Pick<Policies, 'missingAssets' | 'deadLinks'>
  /** One per run: it stops suggesting after too many comparisons. */
  readonly suggest: SuggestName
}

export interface ResolvedLink {
  /** Undefined when there is an error about it. */
  readonly url?: string
  readonly asset?: Asset
  /** The words of the link stay without it, or nothing of the image does; `url` is for places that cannot be left out. */
  readonly isLeftOut?: true
  /** `SourceFile.path` of the Markdown file that it leads to. */
  readonly linked?: string
  readonly findings: readonly Finding[]
}

export interface AddressedPost {
  readonly type: PostType
  readonly slug: string
  /** ISO; undefined when not known. */
  readonly publishedAt: string | undefined
}

/**
 * Returns the URL of a post on one site. Ghost's routes.yaml decides about posts; pages are always `/slug/`.
 *
 * @param siteUrl Without a trailing slash.
 * @param permalink `/{slug}/`; `{year}`, `{month}` and `{day}` are those of the publication, in the site's timezone.
 */
export function buildPostUrl(post: AddressedPost, siteUrl: string, permalink: string, timezone: string): string {
  if (post.type === 'page') return `${siteUrl}/${post.slug}/`
  const path = permalink.replaceAll('{slug}', post.slug)
  // Reading a date costs more than everything else here, and most sites have none in their addresses.
  return `${siteUrl}${path.startsWith('/') ? '' : '/'}${/\{(?:year|month|day)\}/.test(path) ? placeDate(path, post, timezone) : path}`
}

function placeDate(path: string, { publishedAt }: AddressedPost, timezone: string): string {
  const date = publishedAt === undefined ? undefined : DateTime.fromISO(publishedAt, { zone: timezone })
  return path.replace(/\{(year|month|day)\}/g, (whole, part: string) =>
    date === undefined ? whole : date.toFormat(part === 'year' ? 'yyyy' : part === 'month' ? 'MM' : 'dd'),
  )
}

/** Returns the path of the file that is resolved, as `LinkTargets` has it. */
export function ownPath({ from }: Pick<LinkContext, 'from'>): string {
  return from.path.normalize('NFC')
}
