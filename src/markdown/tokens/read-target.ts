import type { Tokens } from 'marked'
import { decodeEntities } from './decode-entities.ts'

/** Where a link or image points, as written: entities decoded (not in `<https://...>`, where they are literal), still URL-encoded. */
export function readTarget(token: Tokens.Link | Tokens.Image): string {
  return token.type === 'link' && token.autolink === true ? token.href : decodeEntities(token.href)
}
