import type { Reference } from '../../markdown/index.ts'
import { checkAssetUse, explainLoss } from '../assets/check-asset-use.ts'
import { type Asset, placeAsset } from '../source/asset.ts'
import type { LinkContext, ResolvedLink } from './link-context.ts'

/** Resolves a reference to a file of the repository that is uploaded, or to the reason why the site would refuse it. */
export function resolveAsset(asset: Asset, { kind, line }: Reference, world: LinkContext): ResolvedLink {
  const refusal = checkAssetUse(asset, kind, world)
  if (refusal !== undefined) {
    const { message, hint, ofSite } = refusal
    return { findings: [{ severity: 'error', code: `asset/${refusal.kind}`, line, message, hint, ofSite }] }
  }
  const loss = explainLoss(asset, world)
  return {
    url: placeAsset(asset),
    asset,
    findings: loss === undefined ? [] : [{ severity: 'warning', line, ...loss }],
  }
}
