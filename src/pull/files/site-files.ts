import type { Connection } from '../../ghost/transport/connection.ts'
import { type Download, downloadFile } from '../../ghost/uploads/download-file.ts'

/** The files of one site. Their bytes pass through; what stays in memory of each is its hash. */
export interface SiteFiles {
  /** What the bytes are, without keeping them; asked once per address. */
  readonly hash: (url: string) => Promise<Download>
  /** Fetches a file into another one. @param take where its pieces go */
  readonly save: (url: string, take: (piece: Uint8Array) => void | Promise<void>) => Promise<Download>
}

export interface SiteFilesLimits {
  /** Of one file: a larger one is left on the site. */
  readonly maxBytes: number
  /** Of all that a run fetches, files that are turned away included. @default no limit */
  readonly maxTotal?: number
}

export function openSiteFiles(connection: Connection, { maxBytes, maxTotal }: SiteFilesLimits): SiteFiles {
  const known = new Map<string, Promise<Download>>()
  let left = maxTotal ?? Number.POSITIVE_INFINITY
  const fetchFile = (url: string, take: (piece: Uint8Array) => void | Promise<void>): Promise<Download> =>
    downloadFile(connection, url, { maxBytes, left }, (piece) => {
      left -= piece.byteLength
      return take(piece)
    })
  return {
    hash: (url) => {
      const download = known.get(url) ?? fetchFile(url, () => {})
      known.set(url, download)
      return download
    },
    save: async (url, take) => {
      const before = await known.get(url)
      // The answer was no, and would be again.
      if (before?.kind === 'refused') return before
      const download = fetchFile(url, take)
      const settled = await download
      known.set(url, download)
      return settled
    },
  }
}
