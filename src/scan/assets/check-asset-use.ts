import { type Capabilities, isUploadAccepted } from '../../ghost/transport/capabilities.ts'
import { writeSize } from '../../model/text.ts'
import type { Asset } from '../source/asset.ts'
import type { AssetRefusal } from './asset-types.ts'

export interface UseRefusal extends AssetRefusal {
  /** Whether a site with another version of Ghost may accept it. */
  readonly ofSite: boolean
}

/** The facts about a site that decide which files it accepts. */
export interface UploadRules {
  readonly capabilities: Capabilities
  /** `Policies.maxUploadSize` */
  readonly maxUploadSize?: number | undefined
  /** `SiteFacts.maxFileBytes` */
  readonly maxFileBytes?: number | undefined
}

/** Says why an asset cannot be used like this on a site; undefined when it can. */
export function checkAssetUse(
  asset: Asset,
  use: 'image' | 'media' | 'link',
  { capabilities, ...limits }: UploadRules,
): UseRefusal | undefined {
  const { ghost, uploads } = capabilities
  const extension = /\.([^./]+)$/.exec(asset.file)?.[1] ?? ''
  const refuse = (ofSite: boolean, what: string, hint: string): UseRefusal => {
    return { kind: 'unsupported-type', message: `\`${asset.file}\` ${what}.`, hint, ofSite }
  }
  const images = uploads.images.kind === 'only' ? uploads.images.extensions.join(', ') : 'any image'
  // As a file Ghost keeps a picture as it is, and `<img>` shows it from there. 5.130.6 and 6.65.0 serve AVIF as
  // `application/octet-stream`, 6 with `nosniff`; Chromium shows it all the same, from another host too, since browsers look at a picture's bytes.
  if (use === 'image' && asset.endpoint !== 'images' && asset.isShownFile !== true) {
    const hint =
      asset.endpoint === 'media'
        ? `Write <${asset.mimeType.startsWith('video') ? 'video' : 'audio'} src="..." controls>.`
        : `Convert it, or link to it; Ghost takes ${images}.`
    return refuse(false, 'is of no type that Ghost takes as an image', hint)
  }
  if (asset.isEmptied === true && capabilities.cleansSvg) {
    const what = 'shows nothing once Ghost has taken out what could run or load something, and would be refused'
    const hint = 'Draw it with shapes and paths instead of scripts, `<use>` or `<foreignObject>`, or save it as PNG.'
    return { ...refuse(true, what, hint), kind: 'nothing-shown' }
  }
  if (isUploadAccepted(capabilities, asset.endpoint, extension)) return checkSize(asset, limits)
  if (uploads[asset.endpoint].kind === 'none') {
    const hint = 'Put it on a server of yours and write its address, or leave this site out (`sites`).'
    return refuse(true, `cannot be stored on this site: ${ghost} takes images only`, hint)
  }
  return asset.endpoint === 'files' && use !== 'image'
    ? refuse(true, `is of no type that ${ghost} takes as a file`, 'Put it into a .zip and link to that.')
    : refuse(true, `is of no type that ${ghost} takes`, `Convert it; ${ghost} takes ${images}.`)
}

/** Says what readers will not see of an asset that the site takes; undefined when they see all of it. */
export function explainLoss(
  { file, lost = [] }: Asset,
  { capabilities }: Pick<UploadRules, 'capabilities'>,
): { readonly code: string; readonly message: string; readonly hint: string } | undefined {
  if (lost.length === 0 || !capabilities.cleansSvg) return undefined
  const names = lost.map((name) => `\`${name}\``).join(', ')
  const labels = lost.includes('<foreignObject>') ? 'text in it' : 'what it draws'
  return {
    code: 'asset/drawing-lost',
    message: `Ghost takes ${names} away from \`${file}\`: ${labels} is not shown, or shown otherwise.`,
    hint: 'Save it as PNG, or export it with its text as text and its shapes drawn out (Mermaid: `htmlLabels: false`).',
  }
}

/** Checks the size. The config's limit has precedence over Ghost's own. */
function checkSize(
  { file, size, endpoint }: Asset,
  { maxUploadSize, maxFileBytes }: Omit<UploadRules, 'capabilities'>,
): UseRefusal | undefined {
  const limit = maxUploadSize ?? (endpoint === 'images' ? undefined : maxFileBytes)
  if (limit === undefined || size <= limit) return undefined
  const whose = maxUploadSize === undefined ? 'its host allows' : 'the config allows (`policies.maxUploadSize`)'
  return {
    kind: 'too-large',
    message: `\`${file}\` is ${writeSize(size)}; on this site ${whose} ${writeSize(limit)}.`,
    hint: 'Make it smaller, or put it on a server of yours and write its address.',
    ofSite: true,
  }
}
