/** Longer files are no pointers: one of Git LFS has some 130 bytes. */
const LONGEST = 1024

/**
 * Returns the tool that stands behind a file in which another tool keeps only where the real one is, with the command that fetches it. Uploaded, or
 * published, readers would get three lines of text instead of a film.
 */
export function findPointer(bytes: Uint8Array): { readonly tool: string; readonly cure: string } | undefined {
  if (bytes.length > LONGEST) return undefined
  const text = Buffer.from(bytes).toString('latin1')
  if (/^version https:\/\/(?:git-lfs|hawser)\.github\.com\/spec\/v1\s/.test(text))
    return { tool: 'Git LFS', cure: 'git lfs pull' }
  return /^\/annex\/objects\/\S+\s*$/.test(text) ? { tool: 'git-annex', cure: 'git annex get .' } : undefined
}
