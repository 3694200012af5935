import { readBody } from '../diff/read-body.ts'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { writeMarkdown } from '../markdown/write/write-markdown.ts'
import type { WriteBody } from './pull-context.ts'

/**
 * A post's body as Markdown, whatever format Ghost keeps it in.
 * @throws GhostSyncFailure `pull/old-format` for a document that Ghost did not send
 */
export const writeBody: WriteBody = (body, rewrite) => {
  const root = readBody(body)
  if (root !== undefined) return writeMarkdown(root, { rewrite }).text
  if (body.kind === 'other' && body.format === 'empty') return ''
  const hint = 'Open the post in Ghost Admin and save it; that brings it into the format of today.'
  throw new GhostSyncFailure('pull/old-format', "its text is in one of Ghost's older formats", EXIT_CODE.failed, {
    hint,
  })
}
