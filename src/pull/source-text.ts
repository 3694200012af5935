import { readFile } from 'node:fs/promises'

/** A file's text with LF, and what it takes to write it as it was. */
export interface SourceFileText {
  readonly text: string
  /** The same file with another text: its byte order mark and its line ends are kept. */
  readonly restore: (text: string) => string
}

/** @param path absolute */
export async function readSourceFile(path: string): Promise<SourceFileText> {
  const raw = await readFile(path, 'utf8')
  const mark = raw.startsWith('\ufeff') ? '\ufeff' : ''
  const end = raw.includes('\r\n') ? '\r\n' : raw.includes('\n') || !raw.includes('\r') ? '\n' : '\r'
  return {
    text: raw.slice(mark.length).replace(/\r\n?/g, '\n'),
    restore: (text) => mark + (end === '\n' ? text : text.replaceAll('\n', end)),
  }
}
