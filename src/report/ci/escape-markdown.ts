import { makePrintable } from '../make-printable.ts'

/**
 * Text that stands in a Markdown comment as it is, whoever wrote it: no heading, link, image, HTML or table cell can come of it, and nobody is
 * called by `@name`. Entities are text to every Markdown reader; the space of no width keeps GitHub and GitLab from reading `@` and `#`.
 */
export function escapeMarkdown(text: string): string {
  return makePrintable(text).replace(SPECIAL, (found) => {
    if (/^www\.$/i.test(found)) return `${found.slice(0, -1)}&#46;`
    if (/^[@#]$/.test(found)) return `${found}${NO_WIDTH}`
    return /^(?:[-.]|\d+\.)$/.test(found) ? `${NO_WIDTH}${found}` : `&#${found.charCodeAt(0)};`
  })
}

const NO_WIDTH = '&#8203;'
const SPECIAL = /[!"$%&'()*+/:;<=>?[\\\]^_`{|}~]|[@#]|^(?:[-.]|\d+\.)|\bwww\./giu

/** A link whose text is not trusted; the bare text where the address is not one of the web. */
export function linkMarkdown(text: string, url: string | undefined): string {
  if (url === undefined || !/^https?:\/\/\S+$/i.test(url)) return escapeMarkdown(text)
  const address = makePrintable(url).replace(/[<>()|\\`"'[\]*_]/g, (character) => encodeURIComponent(character))
  return `[${escapeMarkdown(text)}](${address.replace(/[()'*_]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)})`
}
