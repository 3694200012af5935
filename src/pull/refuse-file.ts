import { mayRunScripts } from './may-run-scripts.ts'

/**
 * What a pull brings into the repository: what nothing there runs or obeys, whatever it is called. Everything else stays an address, which readers
 * follow as before.
 *
 * Left out on purpose: scripts and settings of any tool, JSON and YAML among them (`package.json`, `ghost-sync.config.json`); HTML and XML (a
 * site generator serves or builds them); plain text (`CMakeLists.txt`, `requirements.txt`); Markdown (a post, or instructions to a program);
 * compressed SVG, which cannot be looked into before it is unpacked; and the older Office formats, which may hold macros.
 */
const EXTENSIONS: ReadonlySet<string> = new Set(
  [
    'jpg jpeg jpe jfif png apng gif webp avif bmp tif tiff ico heic heif svg',
    'mp4 m4v webm ogv mov mp3 m4a wav ogg oga opus flac aac vtt srt',
    'pdf epub csv tsv rtf odt ods odp docx xlsx pptx zip',
  ].flatMap((line) => line.split(' ')),
)

/**
 * Why a file of the site is not brought along, by the name that it would get; undefined: it may be.
 * @param name as `nameLocalFile` makes it
 */
export function refuseFileName(name: string): string | undefined {
  const dot = name.lastIndexOf('.')
  const extension = dot < 0 ? '' : name.slice(dot + 1).toLowerCase()
  if (EXTENSIONS.has(extension)) return undefined
  const kind = extension === '' ? 'files without an extension' : `\`.${extension}\` files`
  return `${kind} are not brought along: in a repository, a program might run or obey one`
}

/** The same by what is in it, for the one type on the list that may hold a script. */
export async function refuseFileContent(name: string, read: () => Promise<Uint8Array>): Promise<string | undefined> {
  if (!name.endsWith('.svg') || !mayRunScripts(await read())) return undefined
  return 'this SVG may run a script'
}
