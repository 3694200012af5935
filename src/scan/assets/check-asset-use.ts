import type { Capabilities } from '../../ghost/capabilities.ts'
import { isUploadAccepted } from '../../ghost/is-upload-accepted.ts'
import type { Asset } from '../asset.ts'
import type { AssetRefusal } from './asset-reading.ts'

export interface UseRefusal extends AssetRefusal {
  /** Whether another site, of another version of Ghost, may take it. */
  readonly ofSite: boolean
}

/** Says why an asset cannot be used like this on a site; undefined when it can. */
export function checkAssetUse(
  asset: Asset,
  use: 'image' | 'media' | 'link',
  capabilities: Capabilities,
): UseRefusal | undefined {
  const { ghost, uploads } = capabilities
  const extension = /\.([^./]+)$/.exec(asset.file)?.[1] ?? ''
  const refuse = (ofSite: boolean, what: string, cure: string): UseRefusal => {
    return { kind: 'unsupported-type', message: `\`${asset.file}\` ${what}.`, cure, ofSite }
  }
  const images = uploads.images.kind === 'only' ? uploads.images.extensions.join(', ') : 'any image'
  if (use === 'image' && asset.endpoint !== 'images') {
    const cure =
      asset.endpoint === 'media'
        ? `Write <${asset.mimeType.startsWith('video') ? 'video' : 'audio'} src="..." controls>.`
        : `Convert it, or link to it; Ghost takes ${images}.`
    return refuse(false, 'is of no type that Ghost takes as an image', cure)
  }
  if (isUploadAccepted(capabilities, asset.endpoint, extension)) return undefined
  if (uploads[asset.endpoint].kind === 'none') {
    const cure = 'Put it on a server of yours and write its address, or leave this site out (`sites`).'
    return refuse(true, `cannot be stored on this site: ${ghost} takes images only`, cure)
  }
  return asset.endpoint === 'files'
    ? refuse(true, `is of no type that ${ghost} takes as a file`, 'Put it into a .zip and link to that.')
    : refuse(true, `is of no type that ${ghost} takes`, `Convert it; ${ghost} takes ${images}.`)
}
