import type { RemovalRefusal } from '../diff/plan.ts'
import { countNoun } from './count-noun.ts'
import { makePrintable } from './make-printable.ts'

/** Why nothing is removed, and what lifts the refusal. */
export function explainRefusal(refusal: RemovalRefusal): { readonly message: string; readonly cure: string } {
  const posts = countNoun(refusal.posts, 'post')
  switch (refusal.kind) {
    case 'unhealthy-scan':
      return {
        message: `${posts} would be removed, but ${makePrintable(refusal.detail)}, so what is gone cannot be told from what was not read.`,
        cure: 'Mend that, and the removals are planned again. No flag lifts this.',
      }
    case 'too-many':
      return {
        message: `${posts} would be removed, more than the limit of ${refusal.limit}. A moved folder looks just like this.`,
        cure: `If they really are to go: --max-deletes ${refusal.posts}, for this push alone.`,
      }
  }
}
