import type { LexicalNode } from '../document/lexical.ts'

const EVERY_MEMBER = 'status:free,status:-free'

/** The `visibility` that Ghost's editor gives a card of which nothing was said: everybody may see it. */
export const FOR_EVERYBODY = {
  web: { nonMember: true, memberSegment: EVERY_MEMBER },
  email: { memberSegment: EVERY_MEMBER },
}

const WRITTEN_FOR_EVERYBODY = JSON.stringify(FOR_EVERYBODY)

/** Whether a `visibility` says no more than its absence does. */
export function isForEverybody(visibility: unknown): boolean {
  return JSON.stringify(visibility) === WRITTEN_FOR_EVERYBODY
}

interface Audience {
  readonly nonMember: unknown
  readonly memberSegment: unknown
}

/** Ghost's own marks around what not everybody may see; empty for what nobody may. */
export function gateHtml({ visibility }: LexicalNode, html: string): string {
  const { nonMember, memberSegment } = readAudience(visibility)
  if (nonMember === true && memberSegment === EVERY_MEMBER) return html
  if (nonMember === false && memberSegment === '') return ''
  const begin = `<!--kg-gated-block:begin nonMember:${String(nonMember)} memberSegment:"${String(memberSegment)}" -->`
  return `\n${begin}${html}<!--kg-gated-block:end-->\n`
}

/** Who sees a card on the web; also from the two forms that Ghost wrote before it knew segments there. */
function readAudience(visibility: unknown): Audience {
  const written = readObject(visibility)
  const web = readObject(written?.web)
  const hasEmail = (readObject(written?.email)?.memberSegment ?? null) !== null
  if (web !== undefined && 'nonMember' in web && (web.memberSegment ?? null) !== null && hasEmail) {
    return { nonMember: web.nonMember, memberSegment: web.memberSegment }
  }
  const { emailOnly, showOnWeb } = written ?? {}
  const isShown = (emailOnly ?? null) === null ? (showOnWeb ?? true) : !emailOnly
  return { nonMember: isShown, memberSegment: isShown ? EVERY_MEMBER : '' }
}

function readObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined
}
