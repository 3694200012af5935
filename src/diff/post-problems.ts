import type { RemotePost } from '../ghost/remote-post.ts'
import type { Problem } from '../problem.ts'
import type { DesiredPost } from '../scan/desired-post.ts'

/** What only shows when the files are held against the site. */

export function typeChanged(desired: DesiredPost, remote: RemotePost, site: string): Problem {
  const line = desired.lines.slug ?? desired.lines.title
  return {
    severity: 'error',
    code: 'post/type-changed',
    file: desired.file,
    ...(line !== undefined && { line }),
    site,
    message: `this is a ${desired.type}, but ${remote.url} is a ${remote.type}, and Ghost cannot turn one into the other`,
    cure: `Give the ${desired.type} another slug (and file name), or delete the ${remote.type} in Ghost Admin first.`,
  }
}

export function slugTaken(desired: DesiredPost, rival: RemotePost, site: string): Problem {
  const line = desired.lines.slug
  return {
    severity: 'error',
    code: 'post/slug-taken',
    file: desired.file,
    ...(line !== undefined && { line }),
    site,
    message: `the slug "${desired.fields.slug}" belongs to another ${rival.type} of the site, "${rival.fields.title}"`,
    cure: rival.owned
      ? 'If that one is to get another slug, push it first; two posts that trade slugs need a third in between.'
      : 'Choose another slug, or change the one of that post in Ghost Admin.',
  }
}

export function copied(copy: RemotePost, site: string): Problem {
  const path = copy.base.kind === 'none' ? '' : copy.base.stamp.path
  return {
    severity: 'warning',
    code: 'post/copied',
    file: path,
    site,
    message: `a second post, ${copy.url}, carries the stamp of this file (copied in Ghost Admin?); it is left alone`,
    cure: 'Remove the ownership tag from the copy, or delete it, in Ghost Admin.',
  }
}
