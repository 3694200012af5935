/**
 * Reads an answer piece by piece, and no further than `maxBytes`. Bytes are counted after decompression: the length that a server announces proves
 * nothing, and 1.5 MB of gzip can be 1.5 GB of text.
 *
 * The signal is listened to here, though fetch was given it too: undici's Request holds the controller that follows a signal weakly, so that after a
 * garbage collection nobody follows it any more, and an answer that drips would be waited for until its end (seen on Node 20.20).
 *
 * @returns false where there is more; the rest is given up
 * @throws the signal's reason, once it is aborted
 */
export async function readChunks(
  response: Response,
  maxBytes: number,
  signal: AbortSignal,
  take: (piece: Uint8Array) => void | Promise<void>,
): Promise<boolean> {
  const reader = response.body?.getReader()
  if (reader === undefined) return true
  const cancel = () => void reader.cancel().catch(() => undefined)
  signal.addEventListener('abort', cancel)
  let size = 0
  try {
    for (;;) {
      signal.throwIfAborted()
      const { done, value } = await reader.read()
      // A cancelled reader says that it is done.
      signal.throwIfAborted()
      if (done) return true
      size += value.byteLength
      if (size > maxBytes) return false
      await take(value)
    }
  } finally {
    signal.removeEventListener('abort', cancel)
    // Ends the rest of an answer that is not wanted; it does nothing to one that was read.
    cancel()
  }
}

/**
 * Does the same for a text.
 * @param onBytes called with the size of every piece
 * @returns undefined where there is more
 */
export async function readBoundedText(
  response: Response,
  maxBytes: number,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<string | undefined> {
  const decoder = new TextDecoder()
  let text = ''
  const isWhole = await readChunks(response, maxBytes, signal, (piece) => {
    onBytes(piece.byteLength)
    text += decoder.decode(piece, { stream: true })
  })
  return isWhole ? text + decoder.decode() : undefined
}
