import type { LexicalNode } from '../document/lexical.ts'

const EVERY_MEMBER = 'status:free,status:-free'

/** The `visibility` of a card that everybody may see, as Ghost's editor writes it. */
export const FOR_EVERYBODY = {
  web: { nonMember: true, memberSegment: EVERY_MEMBER },
  email: { memberSegment: EVERY_MEMBER },
}

const WRITTEN_FOR_EVERYBODY = JSON.stringify(FOR_EVERYBODY)

/** Whether a `visibility` means the same as none. */
export function isForEverybody(visibility: unknown): boolean {
  return JSON.stringify(visibility) === WRITTEN_FOR_EVERYBODY
}

interface Audience {
  readonly nonMember: unknown
  readonly memberSegment: unknown
}

/** Puts Ghost's own marks around HTML that not everybody may see. Empty for what nobody may see. */
export function gateHtml({ visibility }: LexicalNode, html: string): string {
  const { nonMember, memberSegment } = readAudience(visibility)
  if (nonMember === true && memberSegment === EVERY_MEMBER) return html
  if (nonMember === false && memberSegment === '') return ''
  const begin = `<!--kg-gated-block:begin nonMember:${String(nonMember)} memberSegment:"${String(memberSegment)}" -->`
  return `\n${begin}${html}<!--kg-gated-block:end-->\n`
}

/** Reads who sees a card on the web. Also knows the two older forms, from before Ghost had segments there. */
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
