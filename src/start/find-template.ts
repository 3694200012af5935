import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import type { PostType } from '../fields.ts'
import { readSourceText } from '../scan/files/read-source-text.ts'

export interface Template {
  /** File name, for messages. */
  readonly name: string
  readonly text: string
}

/**
 * The template that was asked for, with or without `.md`; without a name `post.md` or `page.md`, if there is one.
 *
 * @throws GhostSyncFailure `new/no-template`, `new/template-unreadable`
 */
export async function findTemplate(
  folder: string,
  name: string | undefined,
  type: PostType,
  maxBytes: number,
): Promise<Template | undefined> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const wanted = name ?? type
  // Only what the folder lists: a name cannot lead out of it.
  const found = files.find((file) => file === wanted || file === `${wanted}.md`)
  if (found === undefined) {
    if (name === undefined) return undefined
    const there = files.filter((file) => file.endsWith('.md')).map((file) => file.slice(0, -'.md'.length))
    throw new GhostSyncFailure('new/no-template', `there is no template ${name} in ${folder}`, EXIT_CODE.usage, {
      hint: there.length === 0 ? `Write one: ${join(folder, `${wanted}.md`)}.` : `There are: ${there.join(', ')}.`,
    })
  }
  const read = await readSourceText(join(folder, found), maxBytes)
  if (read.kind === 'text') return { name: found, text: read.text }
  throw new GhostSyncFailure('new/template-unreadable', `${found}: ${read.finding.message}`, EXIT_CODE.usage, {
    hint: read.finding.cure,
  })
}
