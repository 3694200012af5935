/**
 * Reads an answer piece by piece, and no further than `maxBytes`. Bytes are counted after decompression: the length that a server announces proves
 * nothing, and 1.5 MB of gzip can be 1.5 GB of text.
 *
 * @returns false where there is more; the rest is given up
 */
export async function readChunks(
  response: Response,
  maxBytes: number,
  take: (piece: Uint8Array) => void | Promise<void>,
): Promise<boolean> {
  let size = 0
  for await (const piece of response.body ?? []) {
    size += piece.byteLength
    if (size > maxBytes) return false
    await take(piece)
  }
  return true
}

/**
 * Does the same for a text.
 * @param onBytes called with the size of every piece
 * @returns undefined where there is more
 */
export async function readBoundedText(
  response: Response,
  maxBytes: number,
  onBytes: (bytes: number) => void,
): Promise<string | undefined> {
  const decoder = new TextDecoder()
  let text = ''
  const isWhole = await readChunks(response, maxBytes, (piece) => {
    onBytes(piece.byteLength)
    text += decoder.decode(piece, { stream: true })
  })
  return isWhole ? text + decoder.decode() : undefined
}
