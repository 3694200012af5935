import type { Capabilities } from './capabilities.ts'

/** What is sent beside a post that is brought out by this very request, for Ghost to send it by e-mail as well. */
export function composeMailQuery(
  newsletter: { readonly slug: string; readonly segment: string },
  { newsletters }: Pick<Capabilities, 'newsletters'>,
): Readonly<Record<string, string>> {
  const { slug, segment } = newsletter
  if (newsletters.kind === 'by-slug') return { newsletter: slug, email_segment: segment }
  // Ghost 4 turns the words of Ghost 3 into its filters; the other way round Ghost 3 refuses them.
  return { send_email_when_published: 'true', email_recipient_filter: WORDS.get(segment) ?? segment }
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['status:free', 'free'],
  ['status:-free', 'paid'],
])
