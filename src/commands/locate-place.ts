import { dirname, relative, sep } from 'node:path'
import type { Config, SiteRules } from '../config/config.ts'
import { findConfigFile } from '../config/find-config-file.ts'
import type { CiPlace } from '../report/ci/ci-report.ts'
import type { ProjectOptions } from './add-project-options.ts'
import type { CommandIo } from './command-io.ts'

/** Where the files lie for the CI system: it knows the root of its checkout and calls every file from there. */
export function locatePlace(
  { env }: Pick<CommandIo, 'env'>,
  { rootDir, content }: Pick<Config<SiteRules>, 'rootDir'> & { readonly content: { readonly root: string } },
): CiPlace {
  const roots = [env.GITHUB_WORKSPACE, env.CI_PROJECT_DIR].filter((root) => root !== undefined && root !== '')
  const root = roots.find((one) => one !== undefined && !relative(one, rootDir).startsWith('..')) ?? rootDir
  const name = (path: string) => relative(root, path).split(sep).join('/')
  return { project: name(rootDir), content: name(content.root) }
}

/** The same for a config that could not be read: only its file is known. */
export function locateConfigPlace(io: Pick<CommandIo, 'env' | 'cwd'>, { config }: ProjectOptions): CiPlace {
  const rootDir = dirname(findConfigFile(io.cwd, config))
  return locatePlace(io, { rootDir, content: { root: rootDir } })
}
