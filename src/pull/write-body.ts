import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { writeMarkdown } from '../markdown/write/write-markdown.ts'
import type { WriteBody } from './pull-context.ts'

/**
 * A post's body as Markdown, whatever format Ghost keeps it in.
 * @throws GhostSyncFailure `pull/old-format` for a document of Ghost 4 or older that was never opened since
 */
export const writeBody: WriteBody = (body, rewrite) => {
  if (body.kind === 'lexical') return writeMarkdown(body.root, { rewrite }).text
  if (body.format === 'empty') return ''
  const message = `its text is in Ghost's older ${body.format} format`
  const hint = 'Open the post in Ghost Admin and save it; that brings it into the format of today.'
  throw new GhostSyncFailure('pull/old-format', message, EXIT_CODE.failed, { hint })
}
