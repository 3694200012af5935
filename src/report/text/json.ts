/** Characters that a terminal obeys or hides and that JSON may hold raw: 8-bit controls, bidi marks and overrides, zero-width and tag characters. */
const RAW =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu

/**
 * Renders a value as JSON that is safe in a terminal and in a CI log, and parses to the same value. The characters of `RAW` are escaped, and so is
 * the `#` of `##[group]` and `##vso[...]`, which CI systems read anywhere in a line. Ends with a newline.
 */
export function renderJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2)
  return `${json.replace(RAW, escapeUnits).replace(/#(?=#[a-z]*\[)/gi, '\\u0023')}\n`
}

function escapeUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, nth) => `\\u${character.charCodeAt(nth).toString(16).padStart(4, '0')}`,
  ).join('')
}
