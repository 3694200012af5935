import { readAsIsAddress } from '../../markdown/index.ts'
import { isAbsent } from '../assets/asset-types.ts'
import { checkAssetUse, explainLoss } from '../assets/check-asset-use.ts'
import { placeBelowSite } from '../files/paths.ts'
import { describeWrittenValue, isBlank } from '../front-matter/block.ts'
import type { Written } from '../front-matter/written.ts'
import { type Asset, placeAsset } from '../source/asset.ts'
import type { Finding, Reading } from '../source/finding.ts'
import { checkLength, type FieldContext, wrongValue } from './field-context.ts'
import { spellUrl } from './spell-url.ts'

/** The limit of `posts.feature_image` and similar columns in Ghost's schema. */
const MAX_URL = 2000

/** Reads an image field: an http(s) address stays, a local file becomes its placeholder and an asset to upload. */
export async function readImageField(
  written: Written,
  world: FieldContext,
): Promise<Reading<string | null> & { readonly asset?: Asset }> {
  const { value } = written
  if (isBlank(value)) return { value: null, findings: [] }
  if (typeof value !== 'string') {
    return {
      findings: [
        wrongValue(
          written,
          'front-matter/wrong-type',
          `is ${describeWrittenValue(value)}; it must be a path or an address`,
          'Write the path of an image.',
        ),
      ],
    }
  }
  const target = value.trim()
  const asIs = readAsIsAddress(target)
  if (asIs !== undefined) return spellUrl(written, asIs, world.facts.capabilities)
  if (/^https?:\/\//i.test(target) || target.startsWith('//')) {
    const tooLong = checkLength(written, target, MAX_URL)
    return tooLong === undefined ? spellUrl(written, target, world.facts.capabilities) : { findings: [tooLong] }
  }
  if (/^data:/i.test(target)) {
    return {
      findings: [
        wrongValue(
          written,
          'front-matter/not-a-url',
          'holds the picture itself (`data:`)',
          'Save it as a file and name that.',
        ),
      ],
    }
  }
  const reading = await world.readAsset(target, world.path)
  if (reading.kind !== 'asset') {
    const isGone = isAbsent(reading)
    if (isGone && world.rules.assetUrl !== undefined) {
      return { value: `${world.rules.assetUrl}${placeBelowSite(target, world.path)}`, findings: [] }
    }
    // The picture is on the site already.
    if (target.startsWith('/content/images/'))
      return spellUrl(written, `${world.facts.url}${target}`, world.facts.capabilities)
    return {
      findings: [
        {
          ...wrongValue(
            written,
            `asset/${reading.kind}`,
            `names an image that cannot be used: ${reading.message.replace(/\.$/, '')}${isGone && world.policies.missingAssets !== 'error' ? '; the post goes without it' : ''}`,
            reading.hint,
          ),
          ...(isGone && world.policies.missingAssets !== 'error' && { severity: 'warning' as const }),
        },
      ],
    }
  }
  const refusal = checkAssetUse(reading.asset, 'image', { ...world.facts, ...world.policies })
  if (refusal !== undefined) {
    return {
      findings: [
        {
          ...wrongValue(
            written,
            `asset/${refusal.kind}`,
            `names an image that cannot be used: ${refusal.message.replace(/\.$/, '')}`,
            refusal.hint,
          ),
          // A file that only this site's Ghost refuses is treated as a field that it lacks.
          ...(refusal.ofSite && { ofSite: true, severity: world.policies.unsupported }),
        },
      ],
    }
  }
  const loss = explainLoss(reading.asset, world.facts)
  const findings: readonly Finding[] =
    loss === undefined ? [] : [{ severity: 'warning', line: written.line, ofSite: written.ofSite, ...loss }]
  return { value: placeAsset(reading.asset), asset: reading.asset, findings }
}
