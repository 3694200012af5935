import type { RestoreRefusal, RestoreResult, RestoreWarning } from '../../publish/restore-post.ts'
import type { ReasonText } from './explain-result.ts'

/** Says in words why a post was not brought back. */
export function explainRefused(because: RestoreRefusal): ReasonText {
  switch (because.kind) {
    case 'slug-taken': {
      const { slug, by } = because
      return {
        message: `its slug "${slug}" belongs to another ${by.type} now, "${by.title}"`,
        hint: `Give that one another slug, or delete it, first: ${by.url}`,
      }
    }
    case 'slug-taken-meanwhile': {
      const { slug, stays } = because
      const kept = stays === undefined ? '' : `, and somebody has edited the one that was made as "${stays}": it stays`
      return { message: `another post took the slug "${slug}" in the meantime${kept}` }
    }
    case 'edited-meanwhile':
      return {
        message: 'changed in Ghost in the meantime',
        hint: 'Nothing was written. Run restore again to see it.',
      }
  }
}

/** Says in words what differs in a post that was brought back. */
export function explainRestoreWarning(warning: RestoreWarning): string {
  switch (warning.kind) {
    case 'not-noted':
      return `it could not be noted on the site: ${warning.message}`
    case 'newsletter-kept': {
      const as = warning.status === 'draft' ? 'a draft' : 'scheduled as it is'
      return `it stays ${as}: it carries the newsletter "${warning.newsletter}" in Ghost, which would send it`
    }
    case 'draft':
      return warning.because === 'sent-only-by-email'
        ? 'it comes back as a draft: Ghost cannot make a post that was sent as an e-mail only'
        : 'it comes back as a draft: its time has passed in the meantime'
    case 'stored-in-other-form':
      return `Ghost stored otherwise than it was: ${warning.fields.join(', ')}`
  }
}

/** Adds the words to a result, as `restore --json` prints it: what happened and why stand in it as values as well. */
export function addRestoreText(result: RestoreResult): object {
  switch (result.kind) {
    case 'refused':
      return { ...result, ...explainRefused(result.because) }
    case 'restored':
      return { ...result, warnings: result.warnings.map(explainRestoreWarning) }
    case 'unchanged':
    case 'skipped':
    case 'failed':
      return result
  }
}
