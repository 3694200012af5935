import path from 'node:path'

/** Whether the absolute path `inner` is `outer` or lies under it. Compares names only: resolve links before. */
export function isInside(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner)
  return relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative))
}
