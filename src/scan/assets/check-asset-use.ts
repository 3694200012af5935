import type { Asset } from '../asset.ts'
import type { AssetRefusal } from './asset-reading.ts'
import { IMAGE_EXTENSIONS, isFileAccepted } from './asset-types.ts'

/** Says why an asset cannot be used like this on a Ghost of this major version; undefined when it can. */
export function checkAssetUse(asset: Asset, use: 'image' | 'media' | 'link', major: number): AssetRefusal | undefined {
  const extension = /\.([^./]+)$/.exec(asset.file)?.[1] ?? ''
  if (use === 'image' && asset.endpoint !== 'images') {
    const cure =
      asset.endpoint === 'media'
        ? `Write <${asset.mimeType.startsWith('video') ? 'video' : 'audio'} src="..." controls>.`
        : `Convert it, or link to it; Ghost takes ${IMAGE_EXTENSIONS.join(', ')}.`
    return { kind: 'unsupported-type', message: `\`${asset.file}\` is of no type that Ghost takes as an image.`, cure }
  }
  if (asset.endpoint === 'files' && !isFileAccepted(extension, major)) {
    return {
      kind: 'unsupported-type',
      message: `\`${asset.file}\` is of no type that Ghost ${major} takes as a file.`,
      cure: 'Put it into a .zip and link to that.',
    }
  }
  return undefined
}
