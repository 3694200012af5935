import { delimiter, dirname } from 'node:path'

/** npm settings that say how to reach a registry and how to compile. All others are about somebody else's project. */
const KEPT_SETTINGS =
  /^npm_config_(registry|(user|global)config|cache|(https_?)?proxy|no_?proxy|ca|cafile|strict_ssl|fetch_.*|maxsockets|offline|prefer_offline|nodedir|disturl|dist_url|python|node_gyp|devdir|msvs_version|@.*:registry)$/i

/** What npm and a compiler need to know of this machine: as little as Ghost itself gets, and how to get through a proxy and to compile. */
const PASSED_ON =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TMP|TEMP|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|SSL_CERT_FILE|SSL_CERT_DIR|NODE_EXTRA_CA_CERTS|(http|https|all|no)_proxy|XDG_(CACHE|CONFIG)_HOME|CC|CXX|AR|LD|CFLAGS|CXXFLAGS|CPPFLAGS|LDFLAGS|MAKE|MAKEFLAGS|JOBS|PYTHON|NODE_GYP_FORCE_PYTHON|SDKROOT|DEVELOPER_DIR|MACOSX_DEPLOYMENT_TARGET)$/i

/** How npm proves to a registry who asks. No package's script ever gets it. */
const CREDENTIALS = /^(npm_config_\/\/.*|NPM_TOKEN|NODE_AUTH_TOKEN)$/i

/**
 * The environment for an npm that installs Ghost. Run from `npm run demo`, this process carries the settings of *that* npm run
 * (`npm_config_local_prefix`, `npm_config_ignore_scripts`, `INIT_CWD` ...): handed on, they would install Ghost into the caller's project, or
 * leave its database module uncompiled. And whatever else the user's environment holds, keys of the sites and of a CI job among it, is no business
 * of a thousand packages: what is not named here stays behind.
 * @param runsScripts Whether scripts of packages run in it.
 */
export function cleanNpmEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  runsScripts: boolean,
  nodePath = process.execPath,
): Record<string, string> {
  const clean: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    const isKept = PASSED_ON.test(name) || KEPT_SETTINGS.test(name) || (!runsScripts && CREDENTIALS.test(name))
    if (value !== undefined && isKept) clean[name] = value
  }
  // Install scripts call `node` by name: it has to be the one that Ghost will run on.
  clean.PATH = [dirname(nodePath), env.PATH].filter(Boolean).join(delimiter)
  return clean
}
