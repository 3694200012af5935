import { describeSourceAddress, type Reference, readSourceAddress, type SourceAddress } from '../../markdown/index.ts'
import type { Finding } from '../source/finding.ts'
import { findLinkedPath } from './find-linked-path.ts'
import { type LinkContext, ownPath, type ResolvedLink } from './link-context.ts'
import type { NoteMatch } from './note-index.ts'
import { resolveAsset } from './resolve-asset.ts'
import { resolveNamedFile } from './resolve-linked-file.ts'

/**
 * Reads a reference that a dialect made: `[[Note]]`, `{% post_url x %}`, `{{< ref "x" >}}`, and Zola's `@/x.md`. Undefined for any other.
 */
export function readDialectLink({ kind, target }: Reference, { from }: LinkContext): SourceAddress | undefined {
  const address = readSourceAddress(target)
  if (address !== undefined || kind !== 'link' || !target.startsWith('@/')) return address
  if (from.document.rewritten?.dialects.includes('zola') !== true) return undefined
  const [name = '', fragment] = target.slice(2).split('#', 2)
  return { kind: 'path', name: decode(name), fragment }
}

/**
 * Resolves a name to the file that has it. Where none or several have it, the text of the link stays without a link, and that is told: the tools
 * show it, too, and one dead link is no reason to hold back a post.
 */
export async function resolveSourceAddress(
  address: SourceAddress,
  reference: Reference,
  world: LinkContext,
): Promise<ResolvedLink> {
  const written = { ...reference, target: describeSourceAddress(address) }
  if (address.name === '') return resolveNamedFile(ownPath(world), address.fragment, written, world)
  const match = matchFile(address, world)
  if (match.kind === 'one') {
    const target = world.targets.get(match.path)
    if (target?.kind === 'here') return resolveNamedFile(match.path, address.fragment, written, world)
    const isPrivate = target?.kind === 'private'
    const message = `\`${written.target}\` leads to \`${match.path}\`, which ${isPrivate ? 'never leaves the repository' : `does not go to the site \`${world.site}\``}`
    return asText(
      written,
      message,
      isPrivate
        ? 'Remove the link, or publish that file too.'
        : `Add \`${world.site}\` to its \`sites\`, or remove the link.`,
    )
  }
  if (match.kind === 'several') {
    const named = match.paths.slice(0, 5).map((path) => `\`${path}\``)
    const message = `\`${written.target}\` may mean ${named.join(', ')}${match.paths.length > 5 ? ' and others' : ''}`
    return asText(written, message, 'Write more of its path.')
  }
  const reading = await world.readAsset(encodeURI(address.name.toWellFormed()), world.from.path)
  if (reading.kind === 'asset') return resolveAsset(reading.asset, written, world)
  const meant = world.suggest(address.name.replace(/^.*\//, ''), () =>
    [...world.targets.keys()].map((path) => path.replace(/^.*\//, '').replace(/\.\w+$/, '')),
  )
  const hint =
    meant === undefined
      ? 'Publish that file as well, correct the name, or remove the link.'
      : `Did you mean \`${meant}\`?`
  return asText(written, `\`${written.target}\` names no file of the content`, hint)
}

function matchFile({ kind, name }: SourceAddress, world: LinkContext): NoteMatch {
  if (kind === 'ref' || kind === 'path') {
    const isFromRoot = kind === 'path' && !name.startsWith('/')
    const linked = findLinkedPath(isFromRoot ? `/${name}` : name, world.from, world.targets)
    if (linked !== undefined) return { kind: 'one', path: linked }
  }
  if (kind !== 'path') return world.findNote(name)
  // The content root may lie deeper than the tool's own: `_posts/x.md` is `x.md` in `_posts`.
  for (
    let rest = name.replace(/^\/+/, '');
    rest !== '';
    rest = rest.includes('/') ? rest.slice(rest.indexOf('/') + 1) : ''
  ) {
    const match = world.findNote(rest)
    if (match.kind !== 'none') return match
  }
  return { kind: 'none' }
}

function asText({ line }: Reference, what: string, hint: string): ResolvedLink {
  const finding: Finding = {
    severity: 'warning',
    code: 'link/unknown-note',
    line,
    message: `${what}: its text is shown without a link.`,
    hint,
  }
  return { url: '#', isLeftOut: true, findings: [finding] }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
