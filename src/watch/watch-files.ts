import { dirname } from 'node:path'
import { watch } from 'chokidar'
import { classifyPath } from './classify-path.ts'
import type { FileChange, WatchedPlaces } from './file-change.ts'

/** @returns closes the watch */
export async function watchFiles(
  places: WatchedPlaces,
  onChange: (change: FileChange) => void,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const roots = [...new Set([places.contentRoot, ...places.assetRoots])]
  const tell = (path: string) => {
    const what = classifyPath(path, places)
    if (what !== undefined) onChange({ path, what })
  }
  const content = watch(roots, {
    ignoreInitial: true,
    followSymlinks: false,
    // Folders are asked about as well, so that `node_modules` costs nothing.
    ignored: (path) => !roots.includes(path) && classifyPath(path, places) === undefined,
  })
  // The folder, not the file: editors rename a new file over the old one, and `.env` may not be there yet.
  const settings = [places.configFile, places.envFile].filter((file) => file !== undefined)
  const folders = [...new Set(settings.map((file) => dirname(file)))]
  const watchers = [content]
  // A watch of nothing is never ready.
  if (folders.length > 0) {
    const ignored = (path: string) => !folders.includes(path) && !settings.includes(path)
    watchers.push(watch(folders, { ignoreInitial: true, depth: 0, ignored }))
  }
  const ready = watchers.map((watcher) => new Promise<void>((resolve) => void watcher.once('ready', () => resolve())))
  for (const watcher of watchers) {
    watcher.on('error', onError)
    for (const event of ['add', 'change', 'unlink'] as const) watcher.on(event, tell)
  }
  await Promise.all(ready)
  return async () => {
    await Promise.all(watchers.map((watcher) => watcher.close()))
  }
}
