import { relative, sep } from 'node:path'
import type { WatchedKind, WatchedPlaces } from './file-change.ts'

/**
 * What editors and browsers write beside the file that is meant: backups, swap files, the file that is renamed over the old one, Vim's `4913`
 * (it tries whether it may write there), downloads under way.
 */
const TEMPORARY =
  /^(?:\d{4,}|#.*#|~\$.*|Thumbs\.db|desktop\.ini)$|(?:~|\.sw[a-z]|\.tmp|\.temp|\.bak|\.orig|\.part|\.crdownload|___jb_(?:tmp|old|bak)___)$|\.tmp[.-]\w+$/i

/** What a path is to a watch; undefined where nothing has to be done about it. */
export function classifyPath(path: string, places: WatchedPlaces): WatchedKind | undefined {
  if (places.configFiles.includes(path)) return 'config'
  if (path === places.envFile) return 'environment'
  const inside = [places.contentRoot, ...places.assetRoots]
    .map((root) => relative(root, path).split(sep))
    .filter(([first]) => first !== '..' && first !== '')
  // Hidden to one root and not to another: the root that shows it counts.
  return inside.some((parts) => !isHidden(parts) && !TEMPORARY.test(parts.at(-1) ?? '')) ? 'content' : undefined
}

/** Neither posts nor pictures are looked for there (`scan/find-source-paths`, `scan/locate-asset`). */
function isHidden(parts: readonly string[]): boolean {
  return parts.some((part) => part.startsWith('.') || part === 'node_modules')
}
