import { readFile, stat } from 'node:fs/promises'
import { writeSize } from '../../model/text.ts'
import type { Finding } from '../source/finding.ts'
import { findPointer } from './pointer.ts'

export type SourceText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bad'; readonly finding: Finding }

/**
 * Reads a Markdown file as strict UTF-8: a byte order mark is dropped, CRLF and CR become LF. Anything that is not UTF-8 is refused: decoded
 * leniently, it would silently publish `�` in place of every accent.
 *
 * @param maxBytes A larger file is a mistake (an export, a log), and converting it would hold up every other post.
 */
export async function readSourceText(absolutePath: string, maxBytes: number): Promise<SourceText> {
  try {
    const { size } = await stat(absolutePath)
    if (size > maxBytes) {
      return bad(
        'scan/too-large',
        `The file is ${writeSize(size)}; a Markdown file may have ${writeSize(maxBytes)}.`,
        'Split it, leave it out with `content.ignore`, or raise `content.maxSourceSize`.',
      )
    }
    return decode(await readFile(absolutePath))
  } catch (error) {
    return bad(
      'scan/unreadable',
      `The file cannot be read (${codeOf(error)}).`,
      'Check that it exists and that you may read it.',
    )
  }
}

function decode(bytes: Uint8Array): SourceText {
  const pointer = findPointer(bytes)
  if (pointer !== undefined) {
    const hint = `It is a ${pointer.tool} pointer: run \`${pointer.cure}\`.`
    return bad('scan/pointer', 'The file is not the text itself.', hint, 1)
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return bad(
      'scan/not-utf-8',
      'The file is not UTF-8.',
      'Save it as UTF-8 in your editor, or convert it: iconv -f LATIN1 -t UTF-8 FILE.',
      lineOfFirstBadByte(bytes),
    )
  }
  const nul = text.indexOf('\0')
  if (nul !== -1) {
    return bad(
      'scan/nul-byte',
      'The file holds a NUL byte, so it is not a text.',
      'Remove the byte, or save the file as UTF-8 if it is UTF-16.',
      text.slice(0, nul).split(/\r\n|\r|\n/).length,
    )
  }
  return { kind: 'text', text: text.replace(/\r\n?/g, '\n') }
}

/** Returns the 1-based line of the first byte that cannot be decoded; each line is decoded by itself. */
function lineOfFirstBadByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  let start = 0
  while (start < bytes.length) {
    const end = bytes.indexOf(10, start)
    try {
      decoder.decode(bytes.subarray(start, end === -1 ? bytes.length : end))
    } catch {
      return line
    }
    if (end === -1) break
    start = end + 1
    line += 1
  }
  return line
}

function bad(code: string, message: string, hint: string, line?: number): SourceText {
  return { kind: 'bad', finding: { severity: 'error', code, line, message, hint } }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
