import { dirname, sep } from 'node:path'
import { type FSWatcher, watch } from 'chokidar'
import { classifyPath } from './classify-path.ts'
import type { FileChange, WatchedPlaces } from './file-change.ts'

/** @returns closes the watch */
export async function watchFiles(
  places: WatchedPlaces,
  onChange: (change: FileChange) => void,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const roots = [...new Set([places.contentRoot, ...places.assetRoots])]
  let content = await openContent(roots, places, onChange, onError)
  let closed = false
  let renewal: Promise<void> = Promise.resolve()
  // A watch ends with the folder that it is on, and never begins where none is: a branch without the folder is checked out, and then another with it.
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

  // The folder, not the file: editors rename a new file over the old one, and `.env` may not be there yet.
  const settings = [...places.configFiles, places.envFile].filter((file) => file !== undefined)
  const parents = [...new Set(settings.map((path) => dirname(path)))]
  const isBelow = (path: string, folder: string) => path.startsWith(`${folder}${sep}`)
  // From the uppermost one down to what it imports: a folder in between may go, with a branch, and come back.
  const projects = parents.filter((path) => !parents.some((other) => isBelow(path, other)))
  const leadsToSettings = (path: string) => settings.some((file) => file === path || isBelow(file, path))
  const levels = projects.flatMap((folder) =>
    parents.map((path) => (isBelow(path, folder) ? path.slice(folder.length + 1).split(sep).length : 0)),
  )
  // Only below the project: what holds the project itself may not even be readable.
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
  // A watch of nothing is never ready.
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
    // Folders are asked about as well, so that `node_modules` costs nothing.
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
