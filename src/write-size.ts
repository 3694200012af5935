/** A size as people read it: `512 bytes`, `10.0 MiB`, `2.0 GiB`. */
export function writeSize(bytes: number): string {
  if (bytes < 1024 * 1024) return `${bytes} bytes`
  return bytes < 1024 ** 3 ? `${(bytes / 1024 ** 2).toFixed(1)} MiB` : `${(bytes / 1024 ** 3).toFixed(1)} GiB`
}
