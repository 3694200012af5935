import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The first of these names that is in a folder. */
export function findExisting(folder: string, names: readonly string[]): string | undefined {
  return names.find((name) => existsSync(join(folder, name)))
}
