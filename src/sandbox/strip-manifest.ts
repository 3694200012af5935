import { type ManifestCorrections, PACKAGES_WITH_INSTALL_SCRIPTS } from './ghost-versions.ts'

type Versions = Readonly<Record<string, string>>

/**
 * Ghost's package.json as it must be for `npm install` in the package's own folder: without development dependencies (some are git
 * URLs), without the scripts that build Ghost from source, without the pin to another package manager, and with leave for the install
 * scripts that compile the database module. What Ghost calls optional is required: npm drops an optional package that fails to arrive
 * without a word, and a Ghost without its converter or its database then fails at some request.
 * @param manifest The parsed package.json.
 */
export function stripManifest(
  manifest: Readonly<Record<string, unknown>>,
  corrections: ManifestCorrections = { dependencies: {}, overrides: {} },
): Record<string, unknown> {
  const { devDependencies, scripts, packageManager, dependencies, optionalDependencies, overrides, ...rest } = manifest
  const asked = { ...(dependencies as Versions | undefined), ...(optionalDependencies as Versions | undefined) }
  const taken = Object.entries(asked).map(([name, version]) => {
    const other = corrections.dependencies[`${name}@${version}`] ?? corrections.dependencies[name]
    return [name, other ?? version]
  })
  return {
    ...rest,
    dependencies: Object.fromEntries(taken),
    overrides: { ...(overrides as Versions | undefined), ...corrections.overrides },
    allowScripts: Object.fromEntries(PACKAGES_WITH_INSTALL_SCRIPTS.map((name) => [name, true])),
  }
}
