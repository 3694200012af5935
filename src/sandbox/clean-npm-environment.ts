import { delimiter, dirname } from 'node:path'

/** npm settings that say how to reach a registry and how to compile. All others are about somebody else's project. */
const KEPT_SETTINGS =
  /^npm_config_(registry|(user|global)config|cache|(https_?)?proxy|no_?proxy|ca|cafile|strict_ssl|fetch_.*|maxsockets|offline|prefer_offline|nodedir|disturl|dist_url|python|node_gyp|devdir|msvs_version|@.*:registry|\/\/.*)$/i

/**
 * The environment for an npm that installs Ghost. Run from `npm run demo`, this process carries the settings of *that* npm run
 * (`npm_config_local_prefix`, `npm_config_ignore_scripts`, `INIT_CWD` ...): handed on, they would install Ghost into the caller's project, or
 * leave its database module uncompiled. Settings for the registry, proxies and the compiler stay.
 */
export function cleanNpmEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  nodePath = process.execPath,
): Record<string, string> {
  const clean: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) continue
    const ofOtherRun = /^npm_/i.test(name) && !KEPT_SETTINGS.test(name)
    if (ofOtherRun || name === 'INIT_CWD' || name === 'NODE_OPTIONS' || name === 'NODE_ENV') continue
    clean[name] = value
  }
  // Install scripts call `node` by name: it has to be the one that Ghost will run on.
  clean.PATH = [dirname(nodePath), env.PATH].filter(Boolean).join(delimiter)
  return clean
}
