import type { Connection } from '../../ghost/transport/connection.ts'
import { type Download, downloadFile } from '../../ghost/uploads/download-file.ts'

/** The files of one site. Their bytes are streamed; only the hash of each stays in memory. */
export interface SiteFiles {
  /** Hashes the bytes without keeping them; requested once per address. */
  readonly hash: (url: string) => Promise<Download>
  /** Downloads a file. @param take receives its pieces */
  readonly save: (url: string, take: (piece: Uint8Array) => void | Promise<void>) => Promise<Download>
}

export interface SiteFilesLimits {
  /** Limit for one file: a larger one is left on the site. */
  readonly maxBytes: number
  /** Limit for all files of a run, refused ones included. @default no limit */
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
      // The file was refused, and would be again.
      if (before?.kind === 'refused') return before
      const download = fetchFile(url, take)
      const settled = await download
      known.set(url, download)
      return settled
    },
  }
}
