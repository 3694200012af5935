import type { Reference } from '../../markdown/index.ts'
import { checkAssetUse } from '../assets/check-asset-use.ts'
import { placeAsset } from '../source/asset.ts'
import type { Finding } from '../source/finding.ts'
import { findLinkedPath } from './find-linked-path.ts'
import { type LinkContext, ownPath, type ResolvedLink } from './link-context.ts'
import { resolveLinkedFile } from './resolve-linked-file.ts'

/** Resolves an absolute address: one on the website that these files made before means a post or a file of the repository. */
export async function resolveFormerSite({ target, kind, line }: Reference, world: LinkContext): Promise<ResolvedLink> {
  const whole = world.former.toPath(target)
  if (whole === undefined) return { url: target, findings: [] }
  const [, name = '', query = '', fragment] = /^([^?#]*)(\?[^#]*)?(?:#(.*))?$/s.exec(whole) ?? []
  if (kind === 'link') {
    const linked = world.former.find(name, ownPath(world)) ?? findLinkedPath(name, world.from, world.targets)
    if (linked !== undefined) return resolveLinkedFile(linked, query, fragment, { target, kind, line }, world)
  }
  const reading = name === '/' ? undefined : await world.readAsset(name, world.from.path)
  if (reading?.kind === 'asset' && checkAssetUse(reading.asset, kind, world) === undefined) {
    return { url: placeAsset(reading.asset), asset: reading.asset, findings: [] }
  }
  const isHere = isSitePath(name, world)
  if (isHere && kind === 'link') return { url: `${world.siteUrl}${whole}`, findings: [] }
  const finding: Finding = {
    severity: 'warning',
    code: `${kind}/former-site`,
    line,
    message: `\`${target}\` is on your former website, and no file here had that address; it stays as it is.`,
    hint: 'Link to a file here; once the former website is gone, this leads to nothing.',
  }
  return { url: target, findings: [finding] }
}

/** Addresses that Ghost has by itself, besides those of posts and pages. */
const SITE_PATHS =
  /^\/(?:$|content\/|ghost(?:\/|$)|tags?\/|authors?\/|page\/|rss\/?|sitemap[\w-]*\.(?:xml|xsl)$|robots\.txt$|p\/|members\/|r\/)/

/** Whether Ghost has a page there, by itself or for a file. */
export function isSitePath(name: string, { targets, siteUrl }: LinkContext): boolean {
  if (SITE_PATHS.test(name)) return true
  const url = `${siteUrl}${name.replace(/\/?$/, '/')}`
  const known = addresses.get(targets) ?? listAddresses(targets)
  addresses.set(targets, known)
  return known.has(url)
}

// A page of links would otherwise be compared with all posts for each of them.
const addresses = new WeakMap<LinkContext['targets'], ReadonlySet<string>>()

function listAddresses(targets: LinkContext['targets']): ReadonlySet<string> {
  return new Set([...targets.values()].flatMap((target) => (target.kind === 'here' ? (target.url ?? []) : [])))
}

/** Describes a path of the site at which nothing is known to be. */
export function describeDeadPath(
  target: string,
  { formerUrl }: LinkContext,
): [code: string, message: string, hint: string] {
  const outcome =
    formerUrl === undefined
      ? 'readers get an error page unless the site has it'
      : `the link leads to your former website, ${formerUrl}`
  return [
    'link/dead-path',
    `\`${target}\` is the address of no file here, now or formerly: ${outcome}.`,
    'Link to the file, or add its former address to `content.formerPermalinks`.',
  ]
}
