import { readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { isInside } from '../files/is-inside.ts'

/**
 * The one file below `root` whose path differs from `wanted` in upper and lower case or in the encoding of accents alone. Undefined when
 * there is none, or several.
 *
 * @param wanted Absolute.
 */
export async function findTruePath(wanted: string, root: string): Promise<string | undefined> {
  if (!isInside(wanted, root) || wanted === root) return undefined
  const home = await realpath(root)
  let folders = [root]
  for (const part of path.relative(root, wanted).split(path.sep)) {
    const matches = await Promise.all(
      folders.map(async (folder) => {
        const isHere = isInside(await realpath(folder), home)
        const names = isHere ? await readdir(folder).catch(() => []) : []
        return names.filter((name) => fold(name) === fold(part)).map((name) => path.join(folder, name))
      }),
    )
    folders = matches.flat()
  }
  const [found, ...others] = folders
  if (found === undefined || others.length > 0) return undefined
  return isInside(await realpath(found), home) && (await stat(found)).isFile() ? found : undefined
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
