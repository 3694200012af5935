import path from 'node:path'
import { type MarkdownDocument, nameTarget, type Reference, type ResolvedReference } from '../../markdown/index.ts'
import type { Asset } from '../source/asset.ts'
import type { Finding } from '../source/finding.ts'
import type { LinkContext } from './link-context.ts'
import { resolveLink } from './resolve-link.ts'

export interface ResolvedReferences {
  /** For `convertMarkdown`. It throws for a reference that the document did not list, which would be a bug. */
  readonly resolve: (target: string, kind: Reference['kind']) => ResolvedReference
  /** The URL of a reference; undefined where there is an error about it. */
  readonly findUrl: (target: string, kind: Reference['kind']) => string | undefined
  /** For `leaveOutReferences`. */
  readonly isLeftOut: (target: string, kind: Reference['kind']) => boolean
  /** In the order in which they are first used. */
  readonly assets: readonly Asset[]
  readonly findings: readonly Finding[]
  /** The Markdown files that it links to, and the lines. */
  readonly linked: readonly { readonly path: string; readonly reference: Reference }[]
}

/** Resolves every reference of a document on one site, before the document is converted: the conversion itself reads no disk. */
export async function resolveReferences(document: MarkdownDocument, world: LinkContext): Promise<ResolvedReferences> {
  const answers = new Map<string, ResolvedReference>()
  const assets: Asset[] = []
  const findings: Finding[] = []
  const linked: { path: string; reference: Reference }[] = []
  const leftOut = new Set<string>()
  for (const reference of document.references) {
    const link = await resolveLink(reference, world)
    findings.push(...link.findings)
    if (link.isLeftOut === true) leftOut.add(keyOf(reference.target, reference.kind))
    if (link.linked !== undefined)
      linked.push({ path: link.linked, reference: { ...reference, target: nameTarget(reference.target) } })
    if (link.url === undefined) continue
    const { asset } = link
    if (asset !== undefined) assets.push(asset)
    answers.set(keyOf(reference.target, reference.kind), {
      url: link.url,
      ...(asset?.width === undefined ? {} : { width: asset.width }),
      ...(asset?.height === undefined ? {} : { height: asset.height }),
      ...(asset === undefined
        ? {}
        : { name: path.basename(asset.absolutePath).normalize('NFC'), size: asset.size, mimeType: asset.mimeType }),
    })
  }
  const resolve = (target: string, kind: Reference['kind']): ResolvedReference => {
    const answer = answers.get(keyOf(target, kind))
    if (answer === undefined) throw new Error(`The ${kind} ${target} was not among the references of the document.`)
    return answer
  }
  const isLeftOut = (target: string, kind: Reference['kind']) => leftOut.has(keyOf(target, kind))
  const findUrl = (target: string, kind: Reference['kind']) => answers.get(keyOf(target, kind))?.url
  return { resolve, findUrl, isLeftOut, assets, findings, linked }
}

function keyOf(target: string, kind: Reference['kind']): string {
  return `${kind} ${target}`
}
