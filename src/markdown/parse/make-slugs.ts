/** The id that Ghost gives a native heading with this text. Source: @tryghost/kg-utils `slugify`, `ghostVersion` 4 and later. */
export function makeGhostSlug(text: string): string {
  const slug = text
    .trim()
    .toLowerCase()
    .replace(/[\][!"#$%&'()*+,./:;<=>?@\\^_{|}~]/g, '')
    .replace(/\s+/g, '-')
    .replace(/^-|-{2,}|-$/g, '')
  return encodeURIComponent(slug)
}

/** The anchor that GitHub gives a heading: letters, digits, `-` and `_` stay, spaces become hyphens, everything else goes. */
export function makeGithubSlug(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')
}
