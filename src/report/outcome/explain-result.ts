import type {
  ActionResult,
  ConflictReason,
  ConflictResult,
  HeldReason,
  HeldResult,
  SiteOutcome,
  SkippedResult,
  SkipReason,
  WriteWarning,
  WrittenResult,
} from '../../publish/site-outcome.ts'

/** A reason in words. */
export interface ReasonText {
  readonly message: string
  readonly hint?: string
}

/** Says why a post was not written. */
export function explainResult({ because }: ConflictResult | HeldResult | SkippedResult): ReasonText {
  switch (because.kind) {
    case 'no-consent':
    case 'too-many':
    case 'unavoidable':
    case 'email-only':
      return explainHeld(because)
    case 'interrupted':
    case 'site-stopped-answering':
    case 'gone':
    case 'file-gone':
    case 'pulled':
      return explainSkipped(because)
    default:
      return explainConflict(because)
  }
}

const EDITED = 'changed in Ghost while this push was under way'
const UNWRITTEN = 'Nothing was written. Run plan again to see both sides.'
const SEE = 'Run plan again to see it.'

function explainConflict(because: ConflictReason): ReasonText {
  switch (because.kind) {
    case 'both-changed':
    case 'no-base': {
      const message = explainPlanned(because)
      return because.merges === true
        ? { message, hint: 'Run `ghost-sync pull`, which merges the two, then push.' }
        : { message }
    }
    case 'unowned':
      return {
        message:
          because.released === true
            ? 'somebody took our tag off its post in Ghost Admin'
            : 'a post that ghost-sync does not manage has this slug',
      }
    case 'pushed-meanwhile':
      return {
        message: 'written by another push since this one began',
        hint: 'Nothing was written. Get the newest files (git pull), then push again.',
      }
    case 'edited-meanwhile':
      return {
        message: because.meets === undefined ? EDITED : `${EDITED}, and in the file: ${because.meets.join(', ')}`,
        hint: UNWRITTEN,
      }
    case 'edited-elsewhere-meanwhile':
      return {
        message: `${EDITED}, in other fields than the file`,
        hint: 'Nothing was written. Push again: the file and that edit do not meet.',
      }
    case 'deleted-since-plan':
      return { message: 'deleted in Ghost since the plan was made', hint: UNWRITTEN }
    case 'deleted-meanwhile':
      return { message: 'deleted in Ghost while this push was under way', hint: UNWRITTEN }
    case 'edited-before-release':
      return because.created
        ? { message: 'changed in Ghost right after it was created as a draft; it was not published' }
        : { message: `${EDITED}: written, but neither published nor sent`, hint: 'Run plan again to see both sides.' }
    case 'restored-meanwhile':
      return { message: 'the post that was deleted in Ghost is there again', hint: SEE }
    case 'slug-taken': {
      const { slug, stays } = because
      const kept = stays === undefined ? '' : `, and somebody has edited the one that was made as "${stays}": it stays`
      return { message: `another post took the slug "${slug}" in the meantime${kept}`, hint: SEE }
    }
    case 'edited-before-removal':
      return { message: EDITED, hint: 'Nothing was removed.' }
    case 'original-missing':
      return {
        message: 'the post that is to stay in its place is not there',
        hint: 'Nothing was removed. Run plan again to see what the site has.',
      }
  }
}

function explainPlanned({ kind, restored }: Extract<ConflictReason, { kind: 'both-changed' | 'no-base' }>): string {
  if (restored === true) return 'changed in the file, and restored to an older revision in Ghost, since the last push'
  return kind === 'both-changed'
    ? 'changed in the file and in Ghost since the last push'
    : 'differs from the file, and nothing tells who changed what'
}

function explainHeld(because: HeldReason): ReasonText {
  switch (because.kind) {
    case 'no-consent':
      return {
        message: `it goes by e-mail to newsletter "${because.newsletter}", and nobody agreed to that`,
        hint: 'Push with --send-email to publish and send it, or with --no-email to publish it without.',
      }
    case 'too-many':
      return {
        message: `this push would send ${because.emails} e-mails, and may send ${because.limit}`,
        hint: `Push them one by one, or with --max-emails ${because.emails} if all of them are meant.`,
      }
    case 'unavoidable':
      return {
        message: `it carries newsletter "${because.newsletter}" in Ghost, which sends it as soon as it is published`,
        hint: 'Schedule it in Ghost Admin and unschedule it in its editor: that takes the newsletter off it.',
      }
    case 'email-only':
      return {
        message: 'it is shown by e-mail only (`email_only`), and --no-email sends none',
        hint: 'Push with --send-email, or remove `email_only`.',
      }
  }
}

function explainSkipped(because: SkipReason): ReasonText {
  switch (because.kind) {
    case 'interrupted':
      return { message: 'stopped before its turn' }
    case 'site-stopped-answering':
      return { message: 'the site stopped answering' }
    case 'gone':
      return {
        message: because.certain
          ? 'deleted in Ghost since it was published; --recreate publishes it again'
          : 'a post of this title was deleted in Ghost, and nothing tells whether it was this one; --recreate publishes it',
      }
    case 'file-gone':
      return { message: 'its file is gone; it is only reported' }
    case 'pulled':
      return { message: "Ghost's side is in the file now" }
  }
}

/** Says in one sentence each what was written otherwise than the file asks. */
export function explainWarnings({ warnings = [] }: WrittenResult): readonly string[] {
  return warnings.map(explainWarning)
}

function explainWarning(warning: WriteWarning): string {
  switch (warning.kind) {
    case 'plain-link':
      return `${warning.url} is a plain link, because ${warning.reason}`
    case 'edited-after-write':
      return 'somebody saved it in Ghost right after it was written; that is kept, and `ghost-sync plan` shows it'
    case 'second-post-stays':
      return `a second post was made as "${warning.slug}", and somebody has edited it: it stays`
  }
}

type Described<Result> = Result extends ConflictResult | HeldResult
  ? Result & ReasonText
  : Result extends SkippedResult
    ? Result & { readonly reason: string }
    : Result extends WrittenResult
      ? Omit<Result, 'warnings'> & { readonly warnings?: readonly string[] }
      : Result

/** A result as `push --json` prints it: what happened and why as values (`because`), and in words. */
export type DescribedResult = Described<ActionResult>

/** The part of `push --json` about one site. */
export interface DescribedOutcome extends Omit<SiteOutcome, 'results'> {
  readonly results: readonly DescribedResult[]
}

/** Adds the reasons in words to an outcome. */
export function addReasonTexts(outcome: SiteOutcome): DescribedOutcome {
  return { ...outcome, results: outcome.results.map(addReasonText) }
}

function addReasonText(result: ActionResult): DescribedResult {
  switch (result.kind) {
    case 'conflict':
    case 'held':
      return { ...result, ...explainResult(result) }
    case 'skipped':
      return { ...result, reason: explainResult(result).message }
    case 'created':
    case 'updated':
    case 'adopted':
    case 'deleted':
    case 'unpublished': {
      const { warnings, ...rest } = result
      return warnings === undefined ? rest : { ...rest, warnings: explainWarnings(result) }
    }
    case 'unchanged':
    case 'failed':
    case 'blocked':
      return result
  }
}
