import type { ApiVersion } from '../config/config.ts'
import type { Capabilities } from './capabilities.ts'
import { findCapabilities } from './find-capabilities.ts'

/**
 * What a site can do as far as its config tells, before anybody has asked it: what the configured version can; where none is, what the version can
 * that takes most, so that nothing is called wrong that may be right.
 */
export function assumeCapabilities(apiVersion: ApiVersion): Capabilities {
  const assumed = apiVersion === 'auto' ? 5 : Number(apiVersion.slice(1))
  const capabilities = findCapabilities(assumed)
  if (capabilities === undefined) throw new Error(`apiVersion ${apiVersion} has no capabilities`)
  return capabilities
}
