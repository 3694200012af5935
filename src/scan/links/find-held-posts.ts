import type { Finding } from '../source/finding.ts'

/** One file of a site with the links that decide whether it can be published. */
export interface LinkingPost {
  /** `SourceFile.path` in NFC. */
  readonly path: string
  /** Undefined when it is wrong, which has been reported. */
  readonly slug: string | undefined
  /** The Markdown files that it links to, except itself. */
  readonly links: readonly PostLink[]
}

export interface PostLink {
  /** `SourceFile.path` in NFC. */
  readonly path: string
  /** As it is written. */
  readonly target: string
  /** 1-based line in the file. */
  readonly line: number
}

/**
 * Finds the posts that would be published with a link to nothing: those that link to a post that is not published, those that link to these, and so
 * on. Each is reported with the shortest way to the file with the mistake.
 *
 * @param broken Paths of files that are not published because of a mistake of their own.
 * @param stands Whether a post that is not written now is at its address on the site nevertheless, for readers of the one that links to it.
 */
export function findHeldPosts(
  posts: readonly LinkingPost[],
  broken: ReadonlySet<string>,
  stands: (target: string, from: string) => boolean = () => false,
): ReadonlyMap<string, Finding> {
  const linkedFrom = new Map<string, { readonly from: LinkingPost; readonly link: PostLink }[]>()
  for (const from of posts)
    for (const link of from.links) linkedFrom.set(link.path, [...(linkedFrom.get(link.path) ?? []), { from, link }])
  const chains = new Map<string, readonly string[]>([...broken].map((path) => [path, []]))
  const held = new Map<string, Finding>()
  // A Map also iterates over entries that are added meanwhile, so the nearest posts come first.
  for (const [path, chain] of chains) {
    for (const { from, link } of linkedFrom.get(path) ?? []) {
      if (chains.has(from.path) || stands(path, from.path)) continue
      chains.set(from.path, [path, ...chain])
      held.set(from.path, describeHeld(link, chain))
    }
  }
  return held
}

/** Describes a held post. @param chain what the linked file leads to, down to the one with the mistake; empty for that one itself */
function describeHeld({ path, target, line }: PostLink, chain: readonly string[]): Finding {
  const root = chain.at(-1)
  const between = chain.slice(0, -1).map((step) => `\`${step}\`, which leads to `)
  const reason =
    root === undefined
      ? 'it has problems of its own'
      : `it leads to ${between.join('')}\`${root}\`, which has problems of its own`
  return {
    severity: 'error',
    code: 'link/blocked',
    line,
    ofSite: true,
    message: `\`${target}\` leads to \`${path}\`, which is not published because ${reason}.`,
    hint: root === undefined ? 'Mend that file first.' : `Mend \`${root}\` first.`,
  }
}
