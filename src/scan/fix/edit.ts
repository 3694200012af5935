/** One fix of one line of a file. Edits never touch a line end, so that they hold for LF and CRLF alike; one may add lines. */
export interface TextEdit {
  /** 1-based line in the file. */
  readonly line: number
  /** 0-based, in UTF-16 units. */
  readonly column: number
  /** The text that stands there. */
  readonly from: string
  /** `\n` is written as the file's own line end. */
  readonly to: string
  /** The code of the problem that it fixes, or `front-matter/tags-text` for a style that is no problem. */
  readonly code: string
}

/**
 * Writes a text in place of another one, quoted as that was.
 *
 * @param written What stands there now, with its quotes.
 */
export function writeLike(written: string, text: string): string {
  if (written.startsWith('"')) return JSON.stringify(text)
  if (written.startsWith("'")) return text.includes("'") ? JSON.stringify(text) : `'${text}'`
  return isPlain(text) ? text : JSON.stringify(text)
}

/** Writes names as a list on one line, for YAML, TOML and JSON. */
export function writeList(names: readonly string[], language: string): string {
  const isYaml = language !== 'toml' && language !== 'json'
  return `[${names.map((name) => (isYaml && isPlain(name) ? name : JSON.stringify(name))).join(', ')}]`
}

/** Whether YAML reads it as a text without quotes, in a list too. Other tools read the same file with other rules, so doubtful cases are quoted. */
function isPlain(text: string): boolean {
  return (
    /^[\p{L}\p{N}./][\p{L}\p{N} _./+:-]*$/u.test(text) &&
    !/: |:$|\s$|^(?:true|false|yes|no|on|off|null|y|n|~)$/i.test(text)
  )
}
