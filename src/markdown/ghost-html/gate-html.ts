import type { LexicalNode } from '../lexical.ts'

const EVERYBODY = 'status:free,status:-free'

interface Audience {
  readonly nonMember: unknown
  readonly memberSegment: unknown
}

/** Ghost's own marks around what not everybody may see; empty for what nobody may. */
export function gateHtml({ visibility }: LexicalNode, html: string): string {
  const { nonMember, memberSegment } = readAudience(visibility)
  if (nonMember === true && memberSegment === EVERYBODY) return html
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
  return { nonMember: isShown, memberSegment: isShown ? EVERYBODY : '' }
}

function readObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined
}
