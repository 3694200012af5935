import { createHash } from 'node:crypto'
import type { Connection } from '../ghost/connection.ts'
import { type Download, downloadFile } from '../ghost/download-file.ts'

/** The files of one site, each fetched once per run. */
export interface SiteFiles {
  readonly fetch: (url: string) => Promise<Download>
}

/** @param maxBytes of one file: a larger one is left on the site */
export function openSiteFiles(connection: Connection, maxBytes: number): SiteFiles {
  const fetched = new Map<string, Promise<Download>>()
  return {
    fetch: (url) => {
      const known = fetched.get(url)
      if (known !== undefined) return known
      const download = downloadFile(connection, url, maxBytes)
      fetched.set(url, download)
      return download
    },
  }
}

/** As in `Asset.hash`. */
export function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16)
}
