import type { RemoteBody } from '../ghost/remote-post.ts'
import type { LexicalRoot } from '../markdown/lexical.ts'
import { readHtml } from '../markdown/read/read-html.ts'
import { readMobiledoc } from '../markdown/read/read-mobiledoc.ts'

/** A body in today's format, converted where Ghost keeps it as Mobiledoc or as HTML alone; undefined where there is none that can be read. */
export function readBody(body: RemoteBody): LexicalRoot | undefined {
  if (body.kind === 'lexical') return body.root
  if (body.format === 'empty' || body.source === undefined) return undefined
  try {
    return body.format === 'html' ? readHtml(body.source) : readMobiledoc(body.source)
  } catch (error) {
    // Whatever an old importer left in a database: one post that cannot be compared must not end the plan of all others.
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}
