/**
 * Characters that no XML 1.0 document may hold (https://www.w3.org/TR/xml/#charsets). Ghost stores them and puts them into the site's
 * RSS feed, where a single one makes every feed reader reject the whole feed.
 */
const FORBIDDEN = /[\0-\x08\x0b\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu

/** Replaces control characters, non-characters and lone surrogates with U+FFFD, as CommonMark does with U+0000. Keeps the length. */
export function cleanCharacters(text: string): string {
  return text.replaceAll('\f', ' ').replace(FORBIDDEN, '\ufffd')
}
