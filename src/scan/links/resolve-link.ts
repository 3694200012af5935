import path from 'node:path'
import type { Reference } from '../../markdown/index.ts'
import { findAssetType } from '../assets/asset-types.ts'
import { checkAssetUse, explainLoss } from '../assets/check-asset-use.ts'
import { placeAsset } from '../source/asset.ts'
import type { Finding } from '../source/finding.ts'
import { decodeFragment, findAnchor } from './find-anchor.ts'
import { findLinkedPath } from './find-linked-path.ts'
import type { LinkContext, ResolvedLink } from './link-context.ts'
import { readDialectLink, resolveSourceAddress } from './resolve-source-address.ts'

type Severity = Finding['severity']

/** Resolves one reference on one site. Addresses on other hosts stay as they are written; nothing is fetched. */
export async function resolveLink(reference: Reference, world: LinkContext): Promise<ResolvedLink> {
  const { kind, target, line } = reference
  const found = (severity: Severity, code: string, message: string, hint: string): Finding => ({
    severity,
    code,
    line,
    message,
    hint,
  })
  const fail = (code: string, message: string, hint: string): ResolvedLink => ({
    findings: [found('error', code, message, hint)],
  })

  const address = readDialectLink(reference, world)
  if (address !== undefined) return resolveSourceAddress(address, reference, world, resolveNamedFile)
  if (target.trim() === '') return fail(`${kind}/empty`, `The ${kind} has no address.`, 'Write one, or remove it.')
  if (/\{\{|\{%/.test(target)) {
    return fail(
      `${kind}/template`,
      `\`${target}\` holds an expression of Hugo's or Jekyll's templates, which is not evaluated.`,
      'Write the path of the file.',
    )
  }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(target)?.[1]?.toLowerCase()
  if (scheme !== undefined && scheme.length > 1 && scheme !== 'file') {
    const isCode =
      scheme === 'javascript' ||
      scheme === 'vbscript' ||
      (scheme === 'data' && !(kind === 'image' && /^data:image\//i.test(target)))
    if (!isCode) return resolveFormerSite(reference, world)
    return fail(
      `${kind}/unsafe`,
      `\`${target.slice(0, 40)}\` would run or show code in the reader's browser.`,
      'Link to a page or a file instead.',
    )
  }
  if (target.startsWith('//')) return resolveFormerSite(reference, world)

  const [, name = '', query = '', fragment] = /^([^?#]*)(\?[^#]*)?(?:#(.*))?$/s.exec(target) ?? []
  if (kind === 'link') {
    if (target.startsWith('#')) return resolveAnchor('', world.from.path, fragment ?? '', reference, world)
    if (name === '') return { url: target, findings: [] }
    const linked =
      findLinkedPath(name, world.from, world.targets) ??
      world.former.find(name, ownPath(world)) ??
      findInVault(name, world)
    if (linked !== undefined) return resolveLinkedFile(linked, query, fragment, reference, world)
  }

  const reading = await readNearby(target, world)
  if (reading.kind === 'asset') {
    const refusal = checkAssetUse(reading.asset, kind, world)
    if (refusal !== undefined) {
      return {
        findings: [
          { ...found('error', `asset/${refusal.kind}`, refusal.message, refusal.hint), ofSite: refusal.ofSite },
        ],
      }
    }
    const loss = explainLoss(reading.asset, world)
    const findings = loss === undefined ? [] : [found('warning', loss.code, loss.message, loss.hint)]
    return { url: placeAsset(reading.asset), asset: reading.asset, findings }
  }
  const isAbsent = reading.kind === 'missing' || reading.kind === 'is-a-directory'
  if (
    isAbsent &&
    name.startsWith('/') &&
    (kind === 'link' ? !/\.(?:md|mdx|qmd|markdown)$/i.test(name) : name.startsWith('/content/'))
  ) {
    // The path is on the site itself: a tag page, the feed, a picture that Ghost already has.
    const extension = /\.(\w+)$/.exec(name)?.[1] ?? ''
    const looksLocal =
      !name.startsWith('/content/') &&
      findAssetType(extension).mimeType !== 'application/octet-stream' &&
      extension !== 'xml'
    const warning = found(
      'warning',
      'link/site-path',
      `\`${target}\` is no file here; it is taken for a path of the site.`,
      reading.hint,
    )
    const isDead = kind === 'link' && world.former.isKnown && !isSitePath(name, world)
    return {
      url: `${isDead ? (world.formerUrl ?? world.siteUrl) : world.siteUrl}${target}`,
      findings: isDead ? [found('warning', ...describeDeadPath(target, world))] : looksLocal ? [warning] : [],
    }
  }
  if (isAbsent && kind !== 'link') {
    const place = placeOnSite(target, world)
    const home = world.formerUrl ?? world.siteUrl
    if (world.assetUrl !== undefined) return { url: `${world.assetUrl}${place}`, findings: [] }
    if (world.policies.missingAssets !== 'error') {
      const isLeftOut = world.policies.missingAssets === 'leave-out'
      const left =
        world.formerUrl === undefined ? 'readers see no picture there, as before' : `readers get it from ${home}`
      const message = `${reading.message.replace(/\.$/, '')}: ${isLeftOut ? 'the post goes without it' : left}.`
      return {
        url: `${home}${place}`,
        ...(isLeftOut && { isLeftOut }),
        findings: [found('warning', `asset/${reading.kind}`, message, reading.hint)],
      }
    }
  }
  if (isAbsent && kind === 'link') {
    const isPost = /\.(?:md|mdx|qmd|markdown)$/i.test(name)
    const meant = world.suggest(name.replace(/^.*\//, ''), () =>
      [...world.targets.keys()].map((one) => one.replace(/^.*\//, '')),
    )
    const hint =
      meant === undefined
        ? 'Write a path relative to this file, or one that begins with `/` for a page of the site.'
        : `Did you mean \`${meant}\`?`
    const message = `\`${target}\` leads to no ${isPost ? 'Markdown file' : 'file'}`
    if (world.policies.deadLinks === 'error') return fail('link/missing', `${message}.`, hint)
    if (world.formerUrl !== undefined && !isPost) {
      const url = `${world.formerUrl}${placeOnSite(target, world)}`
      return { url, findings: [found('warning', 'link/missing', `${message}: the link leads to ${url}.`, hint)] }
    }
    return {
      url: `${world.siteUrl}${placeOnSite(target, world)}`,
      isLeftOut: true,
      findings: [found('warning', 'link/missing', `${message}: its words stay, without the link.`, hint)],
    }
  }
  return fail(`asset/${reading.kind}`, reading.message, reading.hint)
}

/** Resolves an absolute address: one on the website that these files made before means a post or a file of the repository. */
async function resolveFormerSite({ target, kind, line }: Reference, world: LinkContext): Promise<ResolvedLink> {
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

function isSitePath(name: string, { targets, siteUrl }: LinkContext): boolean {
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

function describeDeadPath(target: string, { formerUrl }: LinkContext): [code: string, message: string, hint: string] {
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

/** Reads a file; one that is not there may lie in Hexo's folder of the post, or have lain beside a post at its former address. */
async function readNearby(target: string, world: LinkContext): ReturnType<LinkContext['readAsset']> {
  const reading = await world.readAsset(target, world.from.path)
  if (reading.kind === 'asset') return reading
  if (world.from.document.rewritten?.dialects.includes('hexo') === true && !target.startsWith('/')) {
    // `a.md` has its pictures in `a/`, and names them as if they lay beside it.
    const own = await world.readAsset(
      `${path.posix.basename(world.from.path).replace(/\.\w+$/, '')}/${target}`,
      world.from.path,
    )
    if (own.kind === 'asset') return own
  }
  const beside = world.former.findBeside(target, ownPath(world))
  const second = beside === undefined ? reading : await world.readAsset(beside, world.from.path)
  return second.kind === 'asset' ? second : reading
}

/** The path that a missing file would have below the site: as written from the root, else beside the file that names it. */
function placeOnSite(target: string, { from }: LinkContext): string {
  return target.startsWith('/')
    ? target
    : `/${path.posix.join(path.posix.dirname(from.path), target).replace(/^(?:\.\.\/)+/, '')}`
}

function ownPath({ from }: LinkContext): string {
  return from.path.normalize('NFC')
}

/** Finds the note that a link of Obsidian means by its name alone, wherever it lies. */
function findInVault(name: string, { from, findNote }: LinkContext): string | undefined {
  const isVault = from.document.rewritten?.dialects.includes('obsidian') === true
  if (!isVault || !/\.md$|^[^.]*$/i.test(name)) return undefined
  const match = findNote(decodeFragment(name))
  return match.kind === 'one' ? match.path : undefined
}

/** Resolves a link that names a file, and in it a heading by its text, or a block by its id. */
function resolveNamedFile(
  linked: string,
  fragment: string | undefined,
  reference: Reference,
  world: LinkContext,
): ResolvedLink {
  const isSelf = linked === world.from.path.normalize('NFC')
  const target = world.targets.get(linked)
  if (fragment === undefined || fragment === '' || target?.kind !== 'here')
    return resolveLinkedFile(linked, '', undefined, reference, world)
  const id = fragment.startsWith('^') ? undefined : fragment
  const line = id === undefined ? target.document.rewritten?.blockIds.get(fragment.slice(1)) : undefined
  if (line !== undefined) {
    // No place of Ghost has an id but its headings: the nearest one above the block is where readers begin to look for it.
    const heading = target.document.headings.filter((one) => one.line <= line).at(-1)
    const url = isSelf ? '' : (target.url ?? world.siteUrl)
    return {
      ...(isSelf ? {} : { linked }),
      url: heading === undefined ? url || '#' : `${url}#${heading.ghostId}`,
      findings: [],
    }
  }
  return isSelf
    ? resolveAnchor('', linked, fragment, reference, world)
    : resolveLinkedFile(linked, '', fragment, reference, world)
}

/** Resolves a link to a Markdown file to the post's address on the site, or to an error where the post does not go there. */
function resolveLinkedFile(
  linked: string,
  query: string,
  fragment: string | undefined,
  reference: Reference,
  world: LinkContext,
): ResolvedLink {
  const target = world.targets.get(linked)
  if (target?.kind !== 'here') {
    const isPrivate = target?.kind === 'private'
    const isLeftOut = world.policies.deadLinks === 'warn'
    const reason = isPrivate ? 'never leaves the repository' : `does not go to the site \`${world.site}\``
    const finding: Finding = {
      severity: isLeftOut ? 'warning' : 'error',
      code: isPrivate ? 'link/private' : 'link/elsewhere',
      line: reference.line,
      ofSite: true,
      message: `\`${reference.target}\` leads to \`${linked}\`, which ${reason}${isLeftOut ? ': its words stay, without the link' : ''}.`,
      hint: isPrivate
        ? 'Remove the link, or publish that file too.'
        : `Add \`${world.site}\` to its \`sites\`, or remove the link.`,
    }
    return { ...(isLeftOut && { isLeftOut, url: world.siteUrl }), findings: [finding] }
  }
  if (target.url === undefined) return { linked, url: world.siteUrl, findings: [] }
  const url = `${target.url}${query}`
  return fragment === undefined || fragment === ''
    ? { linked, url, findings: [] }
    : resolveAnchor(url, linked, fragment, reference, world)
}

/**
 * Resolves a link to a heading.
 *
 * @param url Of the post; empty for the post itself.
 * @param linked `SourceFile.path` of the file that has the heading.
 */
function resolveAnchor(
  url: string,
  linked: string,
  fragment: string,
  reference: Reference,
  world: LinkContext,
): ResolvedLink {
  const target = world.targets.get(linked)
  const isSelf = url === ''
  const rest = isSelf ? {} : { linked }
  if (fragment === '' || fragment === 'top' || target?.kind !== 'here')
    return { ...rest, url: `${url}#${fragment}`, findings: [] }
  const id = findAnchor(target.document, fragment)
  if (id !== undefined) return { ...rest, url: `${url}#${id}`, findings: [] }
  // The heading that became the title is not in the body any more, so the link leads to the top of the page.
  if (findAnchor(target.written, fragment) !== undefined) return { ...rest, url: isSelf ? '#' : url, findings: [] }
  const meant = world.suggest(fragment, () => target.document.headings.map(({ githubId }) => githubId))
  return {
    ...rest,
    url: `${url}#${fragment}`,
    findings: [
      {
        severity: 'warning',
        code: 'link/unknown-anchor',
        line: reference.line,
        message: `\`${reference.target}\` names a heading that ${isSelf ? 'this file' : `\`${linked}\``} does not have.`,
        hint: meant === undefined ? 'Correct it, or add the heading.' : `Did you mean \`#${meant}\`?`,
      },
    ],
  }
}
