import { dirname, relative, sep } from 'node:path'
import { type FSWatcher, watch } from 'chokidar'

/** A change of a file that matters to a watch. */
export interface FileChange {
  /** Absolute. */
  readonly path: string
  readonly what: WatchedKind
}

/** `content`: a post, or a file that posts may show. */
export type WatchedKind = 'content' | 'config' | 'environment'

/** The places that a watch observes; all absolute. */
export interface WatchedPlaces {
  readonly contentRoot: string
  readonly assetRoots: readonly string[]
  /** The config and the files that it imports; empty where there is no config (a sandbox needs none). */
  readonly configFiles: readonly string[]
  readonly envFile: string | undefined
}

/**
 * Matches the files that editors and browsers write beside the intended one: backups, swap files, the file that is renamed over the old one, Vim's
 * `4913` (it tests whether it may write there), downloads under way.
 */
const TEMPORARY =
  /^(?:\d{4,}|#.*#|~\$.*|Thumbs\.db|desktop\.ini)$|(?:~|\.sw[a-z]|\.tmp|\.temp|\.bak|\.orig|\.part|\.crdownload|___jb_(?:tmp|old|bak)___)$|\.tmp[.-]\w+$/i

/** Says what a path is to a watch; undefined where it does not matter. */
export function classifyPath(path: string, places: WatchedPlaces): WatchedKind | undefined {
  if (places.configFiles.includes(path)) return 'config'
  if (path === places.envFile) return 'environment'
  const inside = [places.contentRoot, ...places.assetRoots]
    .map((root) => relative(root, path).split(sep))
    .filter(([first]) => first !== '..' && first !== '')
  // A path may be hidden in one root and not in another. It counts if one root shows it.
  return inside.some((parts) => !isHidden(parts) && !TEMPORARY.test(parts.at(-1) ?? '')) ? 'content' : undefined
}

/** Whether neither posts nor pictures are looked for there (`scan/files/find-source-paths`, `scan/assets/locate-asset`). */
function isHidden(parts: readonly string[]): boolean {
  return parts.some((part) => part.startsWith('.') || part === 'node_modules')
}

/** Watches the files of these places. @returns a function that closes the watch */
export async function watchFiles(
  places: WatchedPlaces,
  onChange: (change: FileChange) => void,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const roots = [...new Set([places.contentRoot, ...places.assetRoots])]
  let content = await openContent(roots, places, onChange, onError)
  let closed = false
  let renewal: Promise<void> = Promise.resolve()
  // A watch of a folder ends when the folder is removed, and never begins where there is none. Both happen when branches are checked out.
  const renew = (root: string) => {
    renewal = renewal
      .then(async () => {
        if (closed) return
        const before = content
        content = await openContent(roots, places, onChange, onError)
        await before.close()
        onChange({ path: root, what: 'content' })
      })
      .catch(onError)
  }

  // The folder is watched, not the file: editors rename a new file over the old one, and `.env` may not exist yet.
  const settings = [...places.configFiles, places.envFile].filter((file) => file !== undefined)
  const parents = [...new Set(settings.map((path) => dirname(path)))]
  const isBelow = (path: string, folder: string) => path.startsWith(`${folder}${sep}`)
  // The folders from the uppermost one down to the imported file are watched: one in between may be removed with a branch, and come back.
  const projects = parents.filter((path) => !parents.some((other) => isBelow(path, other)))
  const leadsToSettings = (path: string) => settings.some((file) => file === path || isBelow(file, path))
  const levels = projects.flatMap((folder) =>
    parents.map((path) => (isBelow(path, folder) ? path.slice(folder.length + 1).split(sep).length : 0)),
  )
  // Only folders below the project are watched: its parent may not even be readable.
  const below = roots.filter((root) => projects.some((folder) => isBelow(root, folder)))
  const folders = [...new Set([...projects, ...below.map((root) => dirname(root))])]
  const around = watch(folders, {
    ignoreInitial: true,
    depth: Math.max(0, ...levels),
    ignored: (path) => !folders.includes(path) && !leadsToSettings(path) && !below.includes(path),
  })
  listen(around, places, onChange, onError)
  around.on('addDir', (path) => {
    if (below.includes(path)) renew(path)
  })
  around.on('unlinkDir', (path) => {
    if (below.includes(path)) onChange({ path, what: 'content' })
  })
  // A watch of no folders would never be ready.
  if (folders.length > 0) await isReady(around)
  return async () => {
    closed = true
    await renewal
    await Promise.all([content.close(), around.close()])
  }
}

async function openContent(
  roots: readonly string[],
  places: WatchedPlaces,
  onChange: (change: FileChange) => void,
  onError: (error: unknown) => void,
): Promise<FSWatcher> {
  const content = watch([...roots], {
    ignoreInitial: true,
    followSymlinks: false,
    // `ignored` is asked about folders as well, so that `node_modules` costs nothing.
    ignored: (path) => !roots.includes(path) && classifyPath(path, places) === undefined,
  })
  listen(content, places, onChange, onError)
  await isReady(content)
  return content
}

function listen(
  watcher: FSWatcher,
  places: WatchedPlaces,
  onChange: (change: FileChange) => void,
  onError: (error: unknown) => void,
): void {
  watcher.on('error', onError)
  for (const event of ['add', 'change', 'unlink'] as const) {
    watcher.on(event, (path) => {
      const what = classifyPath(path, places)
      if (what !== undefined) onChange({ path, what })
    })
  }
}

function isReady(watcher: FSWatcher): Promise<void> {
  return new Promise((resolve) => void watcher.once('ready', () => resolve()))
}
