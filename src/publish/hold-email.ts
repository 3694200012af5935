import type { CreateAction, UpdateAction } from '../diff/plan.ts'
import type { EmailConsent } from './publish-context.ts'
import type { HeldReason, HeldResult } from './site-outcome.ts'

/**
 * Says whether an action has to wait because of its e-mail.
 * @returns undefined when it may be carried out, with or without the e-mail
 */
export function holdEmail(action: CreateAction | UpdateAction, consent: EmailConsent): HeldResult | undefined {
  const { email, path, type, title } = action
  if (email?.kind !== 'send') return undefined
  const held = (because: HeldReason): HeldResult => ({ kind: 'held', path, type, title, because })
  switch (consent.kind) {
    case 'send':
      return undefined
    case 'hold':
      return held({ kind: 'no-consent', newsletter: email.newsletter })
    case 'too-many':
      return held({ kind: 'too-many', emails: consent.emails, limit: consent.limit })
    case 'skip':
      if (email.unavoidable) return held({ kind: 'unavoidable', newsletter: email.newsletter })
      return action.payload.fields.email_only === true ? held({ kind: 'email-only' }) : undefined
  }
}
