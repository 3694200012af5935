import type { Reference } from '../../markdown/markdown-document.ts'
import { ASSET_SCHEME, type Asset } from '../asset.ts'
import type { AssetReader } from '../assets/asset-reading.ts'
import { findAssetType } from '../assets/asset-types.ts'
import { checkAssetUse } from '../assets/check-asset-use.ts'
import type { Finding } from '../finding.ts'
import type { SourceFile } from '../source-file.ts'
import { suggestName } from '../suggest-name.ts'
import { findAnchor } from './find-anchor.ts'
import { findLinkedPath } from './find-linked-path.ts'
import type { LinkTargets } from './link-target.ts'

/** The world in which the references of one file are resolved. */
export interface LinkWorld {
  readonly from: SourceFile
  readonly site: string
  /** Without a trailing slash. */
  readonly siteUrl: string
  /** Ghost's major version. */
  readonly major: number
  readonly targets: LinkTargets
  readonly readAsset: AssetReader
}

export interface ResolvedLink {
  /** Undefined when an error says why not. */
  readonly url?: string
  readonly asset?: Asset
  /** `SourceFile.path` of the Markdown file that it leads to. */
  readonly linked?: string
  readonly findings: readonly Finding[]
}

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
    const refusal = checkAssetUse(reading.asset, kind, world.major)
    if (refusal !== undefined) {
      return {
        findings: [
          { ...found('error', `asset/${refusal.kind}`, refusal.message, refusal.cure), ofSite: kind !== 'image' },
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
    const names = [...world.targets.keys()]
    const meant = suggestName(
      name.replace(/^.*\//, ''),
      names.map((one) => one.replace(/^.*\//, '')),
    )
    const cure =
      meant === undefined
        ? 'Write a path relative to this file, or one that begins with `/` for a page of the site.'
        : `Did you mean \`${meant}\`?`
    return fail('link/missing', `\`${target}\` leads to no ${isPost ? 'Markdown file' : 'file'}.`, cure)
  }
  return fail(`asset/${reading.kind}`, reading.message, reading.cure)
}

function resolveLinkedFile(
  linked: string,
  query: string,
  fragment: string | undefined,
  reference: Reference,
  world: LinkWorld,
): ResolvedLink {
  const target = world.targets.get(linked)
  if (target?.kind !== 'here') {
    return {
      findings: [
        {
          severity: 'error',
          code: 'link/elsewhere',
          line: reference.line,
          ofSite: true,
          message: `\`${reference.target}\` leads to \`${linked}\`, which does not go to the site \`${world.site}\`.`,
          cure: `Add \`${world.site}\` to its \`sites\`, or remove the link.`,
        },
      ],
    }
  }
  if (target.url === undefined) return { linked, url: world.siteUrl, findings: [] }
  const url = `${target.url}${query}`
  return fragment === undefined || fragment === ''
    ? { linked, url, findings: [] }
    : resolveAnchor(url, linked, fragment, reference, world)
}

function resolveAnchor(
  url: string,
  linked: string,
  fragment: string,
  reference: Reference,
  world: LinkWorld,
): ResolvedLink {
  const target = world.targets.get(linked)
  const isSelf = url === ''
  const rest = isSelf ? {} : { linked }
  if (fragment === '' || fragment === 'top' || target?.kind !== 'here')
    return { ...rest, url: `${url}#${fragment}`, findings: [] }
  const id = findAnchor(target.document, fragment)
  if (id !== undefined) return { ...rest, url: `${url}#${id}`, findings: [] }
  // The heading that became the title is not in the body any more: the top of the page is the place.
  if (findAnchor(target.written, fragment) !== undefined) return { ...rest, url: isSelf ? '#' : url, findings: [] }
  const ids = target.document.headings.map(({ githubId }) => githubId)
  const meant = suggestName(fragment, ids)
  return {
    ...rest,
    url: `${url}#${fragment}`,
    findings: [
      {
        severity: 'warning',
        code: 'link/unknown-anchor',
        line: reference.line,
        message: `\`${reference.target}\` names a heading that ${isSelf ? 'this file' : `\`${linked}\``} does not have.`,
        cure: meant === undefined ? 'Correct it, or add the heading.' : `Did you mean \`#${meant}\`?`,
      },
    ],
  }
}
