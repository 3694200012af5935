/** Reads a value of the front matter by its path, `a.b`, also below `params`, as Hugo does; undefined where there is none to show. */
export function readPageValue(page: Readonly<Record<string, unknown>>, path: string): string | undefined {
  const value = readPath(page, path) ?? readPath(page, `params.${path}`) ?? readPath(page, path.toLowerCase())
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}

function readPath(page: Readonly<Record<string, unknown>>, path: string): unknown {
  let value: unknown = page
  for (const key of path.split('.', 20)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Reflect.get(value, key)
  }
  return value
}
