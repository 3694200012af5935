import type { MarkdownConfig } from '../config/config.ts'
import { readBody } from '../diff/read-body.ts'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import type { RemoteBody } from '../ghost/remote-post.ts'
import { writeMarkdown } from '../markdown/write/write-markdown.ts'

/**
 * A post's body as Markdown, whatever format Ghost keeps it in.
 * @param rewrite what stands in the text for an address
 * @param markdown how the text will be read, as the config has it
 * @throws GhostSyncFailure `pull/old-format` for a document that Ghost did not send
 */
export function writeBody(body: RemoteBody, rewrite: (url: string) => string, markdown: MarkdownConfig): string {
  const root = readBody(body)
  if (root !== undefined) return writeMarkdown(root, { rewrite, markdown }).text
  if (body.kind === 'other' && body.format === 'empty') return ''
  const hint = 'Open the post in Ghost Admin and save it; that brings it into the format of today.'
  throw new GhostSyncFailure('pull/old-format', "its text is in one of Ghost's older formats", EXIT_CODE.failed, {
    hint,
  })
}
