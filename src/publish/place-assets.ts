import { GhostSyncFailure } from '../failure.ts'
import { ASSET_SCHEME } from '../scan/asset.ts'

const PLACEHOLDER = new RegExp(`${ASSET_SCHEME}([0-9a-f]{16})`, 'g')

/**
 * Puts the URL of each asset where its placeholder stands, anywhere in a JSON value.
 * @throws GhostSyncFailure `publish/asset-missing` when a placeholder has no URL: published as it stands, it would be a broken picture
 */
export function placeAssets<Value>(value: Value, urls: ReadonlyMap<string, string>): Value {
  return place(value, urls) as Value
}

function place(value: unknown, urls: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return value.includes(ASSET_SCHEME) ? value.replace(PLACEHOLDER, (_, hash: string) => urlOf(hash, urls)) : value
  }
  if (Array.isArray(value)) return value.map((entry) => place(entry, urls))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, place(entry, urls)]))
}

function urlOf(hash: string, urls: ReadonlyMap<string, string>): string {
  const url = urls.get(hash)
  if (url !== undefined) return url
  throw new GhostSyncFailure('publish/asset-missing', `no upload is known for the file with the hash ${hash}`, 1, {
    hint: 'This is a bug in ghost-sync: please report it.',
  })
}
