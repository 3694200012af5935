import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { Problem } from '../model/problem.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import type { Finding } from '../scan/source/finding.ts'
import type { Copy } from './match-posts.ts'
import type { Obstacle } from './plan-post.ts'

/** Explains why a file and its post cannot be matched, whatever they say. */
export function explainObstacle(
  reason: Obstacle,
  {
    desired,
    remote,
    rival,
    site,
  }: {
    readonly desired: DesiredPost
    readonly remote: RemotePost | undefined
    /** The other post with the file's slug. */
    readonly rival: RemotePost | undefined
    readonly site: string
  },
): Problem {
  const other = reason === 'slug-taken' ? rival : remote
  if (other === undefined) throw new TypeError(`no post stands in the way of ${desired.path} (${reason})`)
  switch (reason) {
    case 'newer-stamp':
      return fromLater(desired, other, site)
    case 'type-changed':
      return typeChanged(desired, other, site)
    case 'slug-taken':
      return slugTaken(desired, other, site)
  }
}

function typeChanged(desired: DesiredPost, remote: RemotePost, site: string): Problem {
  const line = desired.lines.slug ?? desired.lines.title
  return {
    severity: 'error',
    code: 'post/type-changed',
    file: desired.file,
    ...(line !== undefined && { line }),
    site,
    message: `this is a ${desired.type}, but ${remote.url} is a ${remote.type}, and Ghost cannot turn one into the other`,
    hint: remote.owned
      ? adviseOnType(desired, remote)
      : `Give the ${desired.type} another slug (and file name), or delete the ${remote.type} in Ghost Admin first.`,
  }
}

/**
 * Advises the author what to do about the type. Comments and e-mail statistics belong to the old post, so only its author can decide to delete it.
 */
function adviseOnType({ path, type }: DesiredPost, { base, type: old }: RemotePost): string {
  const before = base.kind === 'none' ? path : base.stamp.path
  const back = before === path ? `Write \`type: ${old}\`` : `Move the file back to \`${before}\``
  return [
    `${back} to keep the ${old}.`,
    `To have a ${type} in its place: take the file away, run \`ghost-sync push --prune\` (it keeps a backup of the ${old} and deletes it, comments included), put the file back and push.`,
    `A ${old} that was edited in Ghost: delete it in Ghost Admin, and push with \`--recreate\`.`,
  ].join(' ')
}

function slugTaken(desired: DesiredPost, rival: RemotePost, site: string): Problem {
  const line = desired.lines.slug
  return {
    severity: 'error',
    code: 'post/slug-taken',
    file: desired.file,
    ...(line !== undefined && { line }),
    site,
    message: `the slug "${desired.fields.slug}" belongs to another ${rival.type} of the site, "${rival.fields.title}"`,
    hint: rival.owned
      ? 'If that one is to get another slug, push it first, or change it in Ghost Admin; two posts that trade slugs need a third in between.'
      : 'Choose another slug, or change the one of that post in Ghost Admin.',
  }
}

export function copied({ post, original }: Copy, site: string): Problem {
  const path = post.base.kind === 'none' ? '' : post.base.stamp.path
  const about = { severity: 'warning', code: 'post/copied', file: path, site } as const
  if (original === undefined) {
    return {
      ...about,
      message: `${post.url} carries the stamp of this file, but the site remembers another post for it, which is gone (copied in Ghost Admin, and then deleted?); it is left alone`,
      hint: 'Remove the ownership tag from it in Ghost Admin, or, if it is to be the post of this file, give it the slug that the file asks for.',
    }
  }
  return {
    ...about,
    message: `a second post, ${post.url}, carries the stamp of this file (copied in Ghost Admin?); it is left alone`,
    hint: 'Remove the ownership tag from the copy, or delete it, in Ghost Admin.',
  }
}

export function projectRenamed(project: string, other: string, site: string): Problem {
  return {
    severity: 'warning',
    code: 'project/renamed',
    file: 'ghost-sync.config',
    site,
    message: `every post with our tag is of the project "${other}", and none of "${project}", though files of this project are among them`,
    hint: 'If the project was renamed in the config, give it its old name back; or take the posts over with `ghost-sync push --adopt --force`, which overwrites what was edited in Ghost.',
  }
}

function fromLater(desired: DesiredPost, remote: RemotePost, site: string): Problem {
  return {
    severity: 'error',
    code: 'post/newer-stamp',
    file: desired.file,
    site,
    message: `${remote.url} was last written by a newer ghost-sync, by rules of comparison that this one does not know; it is left alone`,
    hint: 'Update ghost-sync here to the version that the others of this project use.',
  }
}

/** Explains a link to a post that was deleted in Ghost. */
export function linkToGone(target: string, path: string, line: number): Finding {
  return {
    ...{ severity: 'warning', code: 'link/gone', line, ofSite: true },
    message: `\`${target}\` leads to \`${path}\`, whose post was deleted in Ghost: readers get an error page.`,
    hint: 'Remove the link, or publish that post again.',
  }
}

/** Explains a link to a post that the site does not have and that is outside of this run. */
export function linkToUnpushed(target: string, path: string, line: number): Finding {
  return {
    ...{ severity: 'warning', code: 'link/not-pushed', line, ofSite: true },
    message: `\`${target}\` leads to \`${path}\`, which the site does not show yet, and which this run leaves out.`,
    hint: 'Push that file as well.',
  }
}
