import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { lstat, realpath } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { findConfigFile } from '../config/find-config-file.ts'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import { checkPrivateFolder, locateCache, locateData } from '../model/own-folders.ts'
import { isInside } from '../scan/files/paths.ts'
import type { RunContext } from './run-context.ts'

type Place = Pick<RunContext, 'cwd' | 'env'>

/** Earlier versions kept their state in this folder of the project. Nothing in it is read: whoever wrote the repository could have written it. */
const FORMER_FOLDER = '.ghost-sync'

export interface SandboxFolders {
  /** The folder of this project's sandbox, absolute. */
  readonly home: string
  readonly cacheDir: string
  /** A folder of an earlier version that lies in the project. */
  readonly former: string | undefined
}

/**
 * Locates the folders of this project's sandbox. Every folder of a project has the same sandbox; without a config, the current folder is the project.
 */
export async function locateSandbox(context: Place): Promise<SandboxFolders> {
  const project = findProject(context.cwd)
  return {
    home: join(await locateProjectData(context, project), 'sandbox'),
    cacheDir: await refuseInCheckout(locateCache(context.env), project, 'GHOST_SYNC_CACHE'),
    former: await findFormer(project, 'sandbox'),
  }
}

export interface BackupFolders {
  /** Where `push` keeps what it deletes or overwrites, unless another folder is given. */
  readonly folder: string
  readonly former: string | undefined
}

/** Locates the folders of the backups. @param rootDir absolute path of the folder of the config */
export async function locateBackups(context: Place, rootDir: string): Promise<BackupFolders> {
  const folder = join(await locateProjectData(context, rootDir), 'backups')
  return { folder, former: await findFormer(rootDir, 'backups') }
}

function findProject(cwd: string): string {
  try {
    return dirname(findConfigFile(cwd))
  } catch (error) {
    if (!(error instanceof GhostSyncFailure && error.code === 'config/not-found')) throw error
    return resolve(cwd)
  }
}

/**
 * Locates the user's own folder for a project. Its name is the project's name, for people, and a digest of the project's real path, so that two
 * clones do not share a sandbox and no link decides which one it is.
 * @throws GhostSyncFailure `data/in-checkout`, and those of `checkPrivateFolder`
 */
async function locateProjectData({ env }: Place, project: string): Promise<string> {
  const data = await refuseInCheckout(locateData(env), project, 'GHOST_SYNC_DATA')
  const real = await realpath(project)
  const digest = createHash('sha256').update(real.normalize('NFC')).digest('hex').slice(0, 12)
  const name = basename(real)
    .replace(/[^\w.-]+/g, '-')
    .slice(0, 40)
  const projects = join(data, 'projects')
  const folder = join(projects, `${name}-${digest}`)
  for (const one of [data, projects, folder]) await checkPrivateFolder(one)
  return folder
}

/**
 * Resolves the links of a user's folder, and refuses one in the checkout: whoever wrote a branch could have written its contents.
 * @param variable the environment variable that moves the folder
 */
async function refuseInCheckout(folder: string, project: string, variable: string): Promise<string> {
  const [real, checkout] = [await followLinks(folder), await realpath(findCheckout(project))]
  const isIn = (path: string) => isInside(path, checkout)
  // A repository may be the home folder itself, with the user's settings in it. Then every folder of the user lies in it, and is allowed.
  if (!(isIn(folder) || isIn(real)) || isIn(homedir())) return real
  throw new GhostSyncFailure(
    'data/in-checkout',
    `${folder} lies in the checkout ${checkout}; what is there may have come with a branch, and is not used`,
    EXIT_CODE.refused,
    { hint: `Set ${variable} to a folder outside of the repository, or leave it out.` },
  )
}

/** Finds the nearest folder that holds `.git`, or returns the project itself. */
function findCheckout(project: string): string {
  for (let folder = project; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder
    if (dirname(folder) === folder) return project
  }
}

/** Returns the real path of the existing part, followed by the part to be made. */
async function followLinks(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!isMissing || dirname(path) === path) throw error
    return join(await followLinks(dirname(path)), basename(path))
  }
}

async function findFormer(project: string, name: string): Promise<string | undefined> {
  const former = join(project, FORMER_FOLDER, name)
  const stats = await lstat(former).catch(() => undefined)
  return stats === undefined ? undefined : former
}
