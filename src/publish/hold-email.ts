import type { CreateAction, UpdateAction } from '../diff/plan.ts'
import type { EmailConsent } from './publish-context.ts'
import type { HeldResult } from './site-outcome.ts'

/**
 * Whether an action has to wait because of its e-mail.
 * @returns undefined when it may be carried out, with or without the e-mail
 */
export function holdEmail(action: CreateAction | UpdateAction, consent: EmailConsent): HeldResult | undefined {
  const { email, path, type, title } = action
  if (email?.kind !== 'send') return undefined
  const held = (message: string, hint: string): HeldResult => ({ kind: 'held', path, type, title, message, hint })
  switch (consent.kind) {
    case 'send':
      return undefined
    case 'hold':
      return held(
        `it goes by e-mail to newsletter "${email.newsletter}", and nobody agreed to that`,
        'Push with --send-email to publish and send it, or with --no-email to publish it without.',
      )
    case 'too-many':
      return held(
        `this push would send ${consent.emails} e-mails, and may send ${consent.limit}`,
        `Push them one by one, or with --max-emails ${consent.emails} if all of them are meant.`,
      )
    case 'skip':
      if (email.unavoidable) {
        return held(
          `it carries newsletter "${email.newsletter}" in Ghost, which sends it as soon as it is published`,
          'Schedule it in Ghost Admin and unschedule it in its editor: that takes the newsletter off it.',
        )
      }
      return action.payload.fields.email_only === true
        ? held(
            'it is shown by e-mail only (`email_only`), and --no-email sends none',
            'Push with --send-email, or remove `email_only`.',
          )
        : undefined
  }
}
