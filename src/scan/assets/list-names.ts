/**
 * The file names that a target may mean, likeliest first: literally, decoded, and each without its `?query` and `#fragment`. Literally
 * comes first because a file may really be called `50%25.png` or `a#b.png`.
 */
export function listNames(target: string): readonly string[] {
  const bare = target.replace(/[?#].*$/s, '')
  const names = [target, decode(target), bare, decode(bare)]
  // Written on Windows.
  names.push(...names.map((name) => name.replaceAll('\\', '/')))
  return [...new Set(names)].filter((name) => name !== '' && !name.includes('\0'))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A stray `%` is a percent sign.
    return text
  }
}
