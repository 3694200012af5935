import path from 'node:path'
import { type Reference, readAsIsAddress } from '../../markdown/index.ts'
import { findAssetType, isAbsent } from '../assets/asset-types.ts'
import { placeBelowSite } from '../files/paths.ts'
import type { Finding } from '../source/finding.ts'
import { decodeFragment } from './find-anchor.ts'
import { findLinkedPath } from './find-linked-path.ts'
import { describeDeadPath, isSitePath, resolveFormerSite } from './former-site.ts'
import { type LinkContext, ownPath, type ResolvedLink } from './link-context.ts'
import { resolveAsset } from './resolve-asset.ts'
import { resolveAnchor, resolveLinkedFile } from './resolve-linked-file.ts'
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

  const asIs = readAsIsAddress(target)
  if (asIs !== undefined) return { url: asIs, findings: [] }
  const address = readDialectLink(reference, world)
  if (address !== undefined) return resolveSourceAddress(address, reference, world)
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
  if (reading.kind === 'asset') return resolveAsset(reading.asset, reference, world)
  const isNowhere = reading.kind === 'missing' || reading.kind === 'is-a-directory'
  if (
    isNowhere &&
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
  if (isAbsent(reading) && kind !== 'link') {
    const place = placeBelowSite(target, world.from.path)
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
  if (isNowhere && kind === 'link') {
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
      const url = `${world.formerUrl}${placeBelowSite(target, world.from.path)}`
      return { url, findings: [found('warning', 'link/missing', `${message}: the link leads to ${url}.`, hint)] }
    }
    return {
      url: `${world.siteUrl}${placeBelowSite(target, world.from.path)}`,
      isLeftOut: true,
      findings: [found('warning', 'link/missing', `${message}: its words stay, without the link.`, hint)],
    }
  }
  return fail(`asset/${reading.kind}`, reading.message, reading.hint)
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

/** Finds the note that a link of Obsidian means by its name alone, wherever it lies. */
function findInVault(name: string, { from, findNote }: LinkContext): string | undefined {
  const isVault = from.document.rewritten?.dialects.includes('obsidian') === true
  if (!isVault || !/\.md$|^[^.]*$/i.test(name)) return undefined
  const match = findNote(decodeFragment(name))
  return match.kind === 'one' ? match.path : undefined
}
