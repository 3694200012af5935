import type { MailState } from '../ghost/email/email-state.ts'
import type { Audience } from '../ghost/email/recipients.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { Problem } from '../model/problem.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import type { EmailVerdict } from './decide-email.ts'

/** Explains what prevents a file's e-mail, where that only shows in the comparison with the site. */
export function explainEmail(
  verdict: EmailVerdict,
  audience: Audience | undefined,
  scene: {
    readonly desired: DesiredPost
    readonly remote: RemotePost | undefined
    readonly state: MailState
    readonly site: string
  },
): Problem | undefined {
  const { desired, remote, state, site } = scene
  switch (verdict.kind) {
    case 'send':
      return audience?.kind === 'bad-segment' ? badSegment(desired, site) : undefined
    case 'no-way-out':
      return noWayOut(desired, site)
    case 'none':
    case 'sent-before':
      return undefined
  }
  if (remote === undefined) return undefined
  switch (verdict.kind) {
    case 'left-over':
      return leftOver(desired, remote, state, site)
    case 'other-newsletter':
      return otherNewsletter(desired, remote, state, site)
    case 'too-late':
      return tooLate(desired, remote, site)
  }
}

function leftOver(desired: DesiredPost, remote: RemotePost, mail: MailState, site: string): Problem {
  const audience = describeAudience(mail)
  const sooner = remote.fields.status === 'scheduled' && desired.fields.status !== 'published' ? ' sooner' : ''
  const failed = mail.email?.status === 'failed' ? ' (its e-mail failed, and Ghost would try again)' : ''
  return {
    ...locateFields(desired, site),
    code: 'email/not-asked-for',
    message: `publishing ${remote.url}${sooner} would send it to ${audience}${failed}, because the post carries that newsletter in Ghost, and the file asks for ${describeAsked(desired)}`,
    hint: `Write ${quoteKeys(mail)} if it should be sent, and push with --send-email; else schedule the post in Ghost Admin and unschedule it in its editor, which takes the newsletter off it.`,
  }
}

function otherNewsletter(desired: DesiredPost, remote: RemotePost, mail: MailState, site: string): Problem {
  return {
    ...locateFields(desired, site),
    code: 'email/other-newsletter',
    message: `${remote.url} is scheduled to go to ${describeAudience(mail)}, the file asks for ${describeAsked(desired)}, and Ghost does not change that while it is scheduled`,
    hint: `Write \`status: draft\` and push, which takes the newsletter off it; then schedule it again. Or write ${quoteKeys(mail)}.`,
  }
}

function noWayOut(desired: DesiredPost, site: string): Problem {
  return {
    ...locateFields(desired, site),
    code: 'email/only-by-email',
    message: '`email_only` is true, but no `newsletter` is named: it would be shown nowhere and sent to nobody',
    hint: 'Add `newsletter: NAME`, or remove `email_only`.',
  }
}

function badSegment(desired: DesiredPost, site: string): Problem {
  const segment = desired.newsletter?.segment ?? ''
  return {
    ...locateFields(desired, site),
    code: 'email/bad-segment',
    message: `\`email_segment\` is \`${segment}\`, which Ghost cannot read as a filter of members`,
    hint: "Write it in the language of Ghost's filters, such as `status:free`, `status:-free` or `label:vip`.",
  }
}

function tooLate(desired: DesiredPost, remote: RemotePost, site: string): Problem {
  const isScheduled = remote.fields.status === 'scheduled'
  return {
    ...locateFields(desired, site),
    severity: 'warning',
    code: 'email/too-late',
    message: `\`newsletter\` has no effect: ${remote.url} was ${isScheduled ? 'scheduled' : 'published'} without an e-mail, and Ghost sends only when a post comes out`,
    hint: 'Remove it. To send it all the same: push it with `status: draft`, then publish it again with --send-email.',
  }
}

function locateFields(desired: DesiredPost, site: string) {
  const line = desired.newsletter?.line ?? desired.lines.email_only ?? desired.lines.status
  return { severity: 'error' as const, file: desired.file, ...(line !== undefined && { line }), site }
}

function describeAudience({ newsletter, segment }: MailState): string {
  return `newsletter "${newsletter}"${segment === 'all' ? '' : ` (${segment})`}`
}

function describeAsked({ newsletter: asked }: DesiredPost): string {
  if (asked === undefined || asked.slug === null) return 'no e-mail'
  return describeAudience({ newsletter: asked.slug, segment: asked.segment, email: undefined })
}

function quoteKeys({ newsletter, segment }: MailState): string {
  return `\`newsletter: ${newsletter}\`${segment === 'all' ? '' : ` and \`email_segment: ${segment}\``}`
}
