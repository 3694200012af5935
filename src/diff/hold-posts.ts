import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { Problem } from '../model/problem.ts'
import { findHeldPosts, type LinkingPost } from '../scan/links/find-held-posts.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { locateFinding } from '../scan/source/finding.ts'
import { isOurs } from './match-posts.ts'
import type { Action } from './plan.ts'
import { linkToGone, linkToUnpushed } from './site-problems.ts'

export interface HoldInput {
  readonly site: string
  readonly project: string
  readonly desired: readonly DesiredPost[]
  readonly remote: readonly RemotePost[]
  /** Every file that goes to the site, also those outside of this run. */
  readonly links: readonly LinkingPost[]
}

/**
 * Holds back posts that would be written with a link to a post that is not published: readers would get an error page. A linked post that already is
 * at its address on the site is no reason to wait, even if its file has errors now.
 */
export function holdPosts(
  actions: readonly Action[],
  input: HoldInput,
): { readonly actions: readonly Action[]; readonly problems: readonly Problem[] } {
  const { site, links } = input
  const planned = new Map(actions.filter(hasFile).map((action) => [action.path.normalize('NFC'), action]))
  const broken = [...planned].flatMap(([path, { kind }]) => (kind === 'blocked' ? [path] : []))
  const stands = findStanding(input)
  // A post that is not written stays as it is, with its links. A post outside of this run waits for another run, for the same reason.
  const waiting = links.filter(({ path }) => isWritten(planned.get(path)) || !planned.has(path))
  const held = findHeldPosts(waiting, new Set(broken), stands)
  const files = new Map(input.desired.map((post) => [post.path.normalize('NFC'), post]))
  const problems: Problem[] = []
  const next = actions.map((action): Action => {
    const path = action.path.normalize('NFC')
    const [file, finding] = [files.get(path)?.file, held.get(path)]
    if (!isWritten(action) || file === undefined) return action
    if (finding === undefined) {
      const own = isDraft(path, input.desired, input.remote) ? undefined : links.find((post) => post.path === path)
      problems.push(...findDeadLinks(own, planned, stands).map((found) => locateFinding(found, file, site)))
      return action
    }
    const problem = locateFinding(finding, file, site)
    problems.push(problem)
    return { kind: 'blocked', path: action.path, type: action.type, title: action.title, problems: [problem] }
  })
  return { actions: next, problems }
}

function hasFile({ kind }: Action): boolean {
  return kind !== 'delete' && kind !== 'unpublish' && kind !== 'orphan'
}

function isWritten(action: Action | undefined): boolean {
  return action?.kind === 'create' || action?.kind === 'update'
}

/**
 * Finds the linked posts that exist. @returns whether the post of a file is on the site now, at the address that the file wants, for readers of the
 * post that links to it
 */
function findStanding({ project, desired, remote, links }: HoldInput): (target: string, from: string) => boolean {
  const slugs = new Map(links.map(({ path, slug }) => [path, slug]))
  const ours = new Map<string, RemotePost[]>()
  for (const post of remote) {
    if (!isOurs(post, project)) continue
    ours.set(post.fields.slug, [...(ours.get(post.fields.slug) ?? []), post])
  }
  return (target, from) =>
    (ours.get(slugs.get(target) ?? '') ?? []).some(({ base, fields: { status } }) => {
      const path = base.kind === 'none' ? target : base.stamp.path.normalize('NFC')
      // The post of another file has that slug now.
      if (path !== target && slugs.has(path)) return false
      return status === 'published' || status === 'sent' || isDraft(from, desired, remote)
    })
}

/** Whether readers cannot see a post: by its file's status, or, where the file has none, by the post's own. */
function isDraft(path: string, desired: readonly DesiredPost[], remote: readonly RemotePost[]): boolean {
  const asked = desired.find((post) => post.path.normalize('NFC') === path)
  if (asked === undefined) return false
  const post = remote.find(({ base }) => base.kind !== 'none' && base.stamp.path === asked.path)
  return (asked.fields.status ?? post?.fields.status ?? 'draft') === 'draft'
}

/** Finds links of a written post to posts that readers will not find, without a mistake in a file. */
function findDeadLinks(
  post: LinkingPost | undefined,
  planned: ReadonlyMap<string, Action>,
  stands: (target: string, from: string) => boolean,
) {
  return (post?.links ?? []).flatMap(({ path, target, line }) => {
    const kind = planned.get(path)?.kind
    if (kind === 'gone') return [linkToGone(target, path, line)]
    return kind !== undefined || stands(path, post?.path ?? '') ? [] : [linkToUnpushed(target, path, line)]
  })
}
