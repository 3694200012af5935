import type { ContentConfig } from '../config/config.ts'
import { matchSourcePath } from '../scan/files/match-source-path.ts'

/** Windows opens a device under these names, whatever the extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/**
 * Markdown files that a program obeys because of their name: instructions to coding agents, which macOS and Windows find in any spelling; and the
 * `index` that makes Hugo take every file beside it for an attachment.
 */
const OBEYED = /^(?:agents?|claude|codex|copilot-instructions|crush|gemini|iflow|qwen|skill|warp|_?index)$/i

/** Whether a Markdown file of this name, without extension, would be more than a post. */
export function isObeyed(name: string): boolean {
  return OBEYED.test(name) || DEVICE.test(name)
}

/**
 * Whether a file may be written at the path that a site names: the stamp says where a post's file was, and whoever runs the server, or edits there,
 * can write one. A scan has to find it there, and no part of it may be hidden or mean something else on another system.
 *
 * @param path relative to the content root, forward slashes
 */
export function isSafeSourcePath(path: string, content: ContentConfig): boolean {
  if (matchSourcePath(path, content) === undefined) return false
  const parts = path.split('/')
  const name = parts.at(-1)?.replace(/\.[^.]+$/, '') ?? ''
  // `folder/index.md` is how Hugo and others keep a post with its pictures.
  return parts.every(isSafePart) && (/^_?index$/i.test(name) || !isObeyed(name))
}

function isSafePart(part: string): boolean {
  if (/^\.|[. ]$|[<>:"|?*\\\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|~\d/.test(part))
    return false
  return part.toLowerCase() !== 'node_modules' && !DEVICE.test(part) && Buffer.byteLength(part) <= 200
}
