import type { Reference } from '../../markdown/markdown-document.ts'
import { ASSET_SCHEME } from '../asset.ts'
import { findAssetType } from '../assets/asset-types.ts'
import { checkAssetUse } from '../assets/check-asset-use.ts'
import type { Finding } from '../finding.ts'
import { findLinkedPath } from './find-linked-path.ts'
import type { LinkWorld, ResolvedLink } from './link-world.ts'
import { resolveAnchor, resolveLinkedFile } from './resolve-linked-file.ts'

type Severity = Finding['severity']

/** Resolves one reference on one site. Other hosts' addresses stay as they are written; nothing is fetched. */
export async function resolveLink(reference: Reference, world: LinkWorld): Promise<ResolvedLink> {
  const { kind, target, line } = reference
  const found = (severity: Severity, code: string, message: string, cure: string): Finding => ({
    severity,
    code,
    line,
    message,
    cure,
  })
  const fail = (code: string, message: string, cure: string): ResolvedLink => ({
    findings: [found('error', code, message, cure)],
  })

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
    if (!isCode) return { url: target, findings: [] }
    return fail(
      `${kind}/unsafe`,
      `\`${target.slice(0, 40)}\` would run or show code in the reader's browser.`,
      'Link to a page or a file instead.',
    )
  }
  if (target.startsWith('//')) return { url: target, findings: [] }

  const [, name = '', query = '', fragment] = /^([^?#]*)(\?[^#]*)?(?:#(.*))?$/s.exec(target) ?? []
  if (kind === 'link') {
    if (target.startsWith('#')) return resolveAnchor('', world.from.path, fragment ?? '', reference, world)
    if (name === '') return { url: target, findings: [] }
    const linked = findLinkedPath(name, world.from, world.targets)
    if (linked !== undefined) return resolveLinkedFile(linked, query, fragment, reference, world)
  }

  const reading = await world.readAsset(target, world.from.path)
  if (reading.kind === 'asset') {
    const refusal = checkAssetUse(reading.asset, kind, world)
    if (refusal !== undefined) {
      return {
        findings: [
          { ...found('error', `asset/${refusal.kind}`, refusal.message, refusal.cure), ofSite: refusal.ofSite },
        ],
      }
    }
    return { url: `${ASSET_SCHEME}${reading.asset.hash}`, asset: reading.asset, findings: [] }
  }
  const isAbsent = reading.kind === 'missing' || reading.kind === 'is-a-directory'
  if (
    isAbsent &&
    name.startsWith('/') &&
    (kind === 'link' ? !/\.(?:md|markdown)$/i.test(name) : name.startsWith('/content/'))
  ) {
    // A path of the site itself: a tag page, the feed, a picture that Ghost already has.
    const extension = /\.(\w+)$/.exec(name)?.[1] ?? ''
    const looksLocal =
      !name.startsWith('/content/') &&
      findAssetType(extension).mimeType !== 'application/octet-stream' &&
      extension !== 'xml'
    const warning = found(
      'warning',
      'link/site-path',
      `\`${target}\` is no file here; it is taken for a path of the site.`,
      reading.cure,
    )
    return { url: `${world.siteUrl}${target}`, findings: looksLocal ? [warning] : [] }
  }
  if (isAbsent && kind === 'link') {
    const isPost = /\.(?:md|markdown)$/i.test(name)
    const meant = world.suggest(name.replace(/^.*\//, ''), () =>
      [...world.targets.keys()].map((one) => one.replace(/^.*\//, '')),
    )
    const cure =
      meant === undefined
        ? 'Write a path relative to this file, or one that begins with `/` for a page of the site.'
        : `Did you mean \`${meant}\`?`
    return fail('link/missing', `\`${target}\` leads to no ${isPost ? 'Markdown file' : 'file'}.`, cure)
  }
  return fail(`asset/${reading.kind}`, reading.message, reading.cure)
}
