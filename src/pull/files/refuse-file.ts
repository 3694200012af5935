/**
 * The types of file that a pull downloads: those that nothing in a repository runs or obeys, whatever their name. Every other file stays an address,
 * which readers follow as before.
 *
 * Left out on purpose: scripts and settings of any tool, JSON and YAML among them (`package.json`, `ghost-sync.config.json`); HTML and XML (a site
 * generator serves or builds them); plain text (`CMakeLists.txt`, `requirements.txt`); Markdown (a post, or instructions to a program); compressed
 * SVG, which cannot be looked into before it is unpacked; and the older Office formats, which may hold macros.
 */
const EXTENSIONS: ReadonlySet<string> = new Set(
  [
    'jpg jpeg jpe jfif png apng gif webp avif bmp tif tiff ico heic heif svg',
    'mp4 m4v webm ogv mov mp3 m4a wav ogg oga opus flac aac vtt srt',
    'pdf epub csv tsv rtf odt ods odp docx xlsx pptx zip',
  ].flatMap((line) => line.split(' ')),
)

/**
 * Says why a file of the site is not downloaded, by the name that it would get; undefined: it may be.
 * @param name as `nameLocalFile` makes it
 */
export function refuseFileName(name: string): string | undefined {
  const dot = name.lastIndexOf('.')
  const extension = dot < 0 ? '' : name.slice(dot + 1).toLowerCase()
  if (EXTENSIONS.has(extension)) return undefined
  const kind = extension === '' ? 'files without an extension' : `\`.${extension}\` files`
  return `${kind} are not brought along: in a repository, a program might run or obey one`
}

/** Does the same by the file's content, for the one type on the list that may hold a script. */
export async function refuseFileContent(name: string, read: () => Promise<Uint8Array>): Promise<string | undefined> {
  if (!name.endsWith('.svg') || !mayRunScripts(await read())) return undefined
  return 'this SVG may run a script'
}

/**
 * Matches what makes an SVG more than a picture. It is rough on purpose: a harmless drawing that is refused stays an address, but a script in a
 * drawing would run with the rights of the page or program that opens it.
 */
const ACTIVE: readonly RegExp[] = [
  // Elements, in any namespace, that run, embed or animate an address.
  /[<:](?:script|foreignobject|iframe|object|embed|handler|listener|set|animate)\b/i,
  // Event handlers.
  /[\s"'/]on[a-z]+\s{0,20}=/i,
  // A style sheet of the XML kind may be a program (XSLT); an own DTD can hide all of the above in an entity.
  /<\?xml-stylesheet|<!entity|<!doctype[^>]{0,500}\[/i,
  // Where a link leads: to a part of the file, to the web, or to a picture that is in the address itself.
  /\bhref\s{0,20}=\s{0,20}["']?\s{0,20}(?!["'#]|https?:|data:image\/(?:png|jpe?g|gif|webp|avif)[;,])/i,
  /javascript\s{0,20}:/i,
  /@import\b/i,
]

/** Whether an SVG may do something when it is opened. One that is not plain UTF-8 cannot be checked, so it may. */
export function mayRunScripts(svg: Uint8Array): boolean {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(svg)
  } catch {
    return true
  }
  return text.includes('\u0000') || ACTIVE.some((pattern) => pattern.test(text))
}
