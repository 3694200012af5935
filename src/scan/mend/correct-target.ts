/**
 * A target with the upper and lower case of the file that it means, otherwise as it was written: `?query`, `#fragment`, `../` and
 * percent-encoding stay.
 *
 * @param truePath Of the file, with forward slashes; its last parts are those of the target.
 */
export function correctTarget(target: string, truePath: string): string | undefined {
  const [, bare = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(target) ?? []
  const written = bare.split('/')
  const real = truePath.split('/')
  for (let back = 1; back <= written.length; back += 1) {
    const part = written.at(-back) ?? ''
    if (part === '' || part === '.' || part === '..') break
    const name = real.at(-back)
    if (name === undefined || fold(decode(part)) !== fold(name)) return undefined
    if (decode(part) === name) continue
    written[written.length - back] = encodeLike(part, name)
  }
  const corrected = `${written.join('/')}${rest}`
  return corrected === target ? undefined : corrected
}

/** Blanks encoded where they were; letters with accents as they were written. */
function encodeLike(part: string, name: string): string {
  if (part === decode(part)) return name
  return /[^ -~]/.test(part) ? name.replace(/[\s%?#]/g, encodeURIComponent) : encodeURIComponent(name)
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
