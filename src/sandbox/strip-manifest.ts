import { PACKAGES_WITH_INSTALL_SCRIPTS } from './ghost-versions.ts'

/**
 * Ghost's package.json as it must be for `npm install` in the package's own folder: without development dependencies (some are git
 * URLs), without the scripts that build Ghost from source, without the pin to another package manager, and with leave for the install
 * scripts that compile the database module.
 * @param manifest The parsed package.json.
 */
export function stripManifest(manifest: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { devDependencies, scripts, packageManager, ...rest } = manifest
  return { ...rest, allowScripts: Object.fromEntries(PACKAGES_WITH_INSTALL_SCRIPTS.map((name) => [name, true])) }
}
