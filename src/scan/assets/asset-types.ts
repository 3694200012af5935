import type { Asset } from '../asset.ts'

export interface AssetType {
  readonly endpoint: Asset['endpoint']
  readonly mimeType: string
}

/**
 * Which upload endpoint takes which extension, and the type that Ghost wants to hear with it. Source: `uploads` in Ghost's
 * `core/shared/config/overrides.json`, the same in 5.130.6 and 6.65.0 for images and media, and uploads of each to a 5.130.6 (AVIF, BMP,
 * MOV, FLAC and AAC: 415).
 */
const IMAGES_AND_MEDIA: ReadonlyMap<string, AssetType> = new Map<string, AssetType>(
  Object.entries({
    jpg: { endpoint: 'images', mimeType: 'image/jpeg' },
    jpeg: { endpoint: 'images', mimeType: 'image/jpeg' },
    png: { endpoint: 'images', mimeType: 'image/png' },
    gif: { endpoint: 'images', mimeType: 'image/gif' },
    webp: { endpoint: 'images', mimeType: 'image/webp' },
    svg: { endpoint: 'images', mimeType: 'image/svg+xml' },
    svgz: { endpoint: 'images', mimeType: 'image/svg+xml' },
    ico: { endpoint: 'images', mimeType: 'image/x-icon' },
    mp4: { endpoint: 'media', mimeType: 'video/mp4' },
    webm: { endpoint: 'media', mimeType: 'video/webm' },
    ogv: { endpoint: 'media', mimeType: 'video/ogg' },
    mp3: { endpoint: 'media', mimeType: 'audio/mpeg' },
    wav: { endpoint: 'media', mimeType: 'audio/wav' },
    ogg: { endpoint: 'media', mimeType: 'audio/ogg' },
    m4a: { endpoint: 'media', mimeType: 'audio/mp4' },
  }),
)

/** Types of ordinary documents; Ghost's files endpoint does not look at the type. */
const FILE_TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    pdf: 'application/pdf',
    json: 'application/json',
    txt: 'text/plain',
    csv: 'text/csv',
    xml: 'application/xml',
    html: 'text/html',
    zip: 'application/zip',
    gz: 'application/gzip',
    epub: 'application/epub+zip',
  }),
)

/**
 * What Ghost 6 takes as a file (`uploads.files.extensions`, 6.65.0); Ghost 5 takes anything. Seen in the source of 6.65.0, which answers
 * 415 to the rest: "You can zip your file and upload it as a .zip."
 */
const GHOST_6_FILES: ReadonlySet<string> = new Set(
  [
    '7z aac ai aif aiff apkg arw avif avi blend bmp bz2 cr2 cr3 css csv deb dng doc docx eot epub eps fb2 fbx flac geojson gif glb gltf gpx gz heic',
    'heif html ics ipynb jpeg jpg js json jsonld key kml m4a m4v md mid midi mkv mobi mov mp3 mp4 nef np3 numbers obj odp ods odt ogv opus orf otf',
    'pages paprikarecipes pdf png ppt pptx psd py raf rar rpm rtf rw2 skp stl svg tar tgz tif tiff toml tsv ttf txt vcf wav webm webp woff woff2 xcf',
    'xls xlsb xlsm xlsx xml yaml zip',
  ]
    .join(' ')
    .split(' '),
)

/** @param extension Without the dot, any case; empty for none. */
export function findAssetType(extension: string): AssetType {
  const name = extension.toLowerCase()
  return (
    IMAGES_AND_MEDIA.get(name) ?? { endpoint: 'files', mimeType: FILE_TYPES.get(name) ?? 'application/octet-stream' }
  )
}

/** Whether a Ghost of this major version takes it through its files endpoint. */
export function isFileAccepted(extension: string, major: number): boolean {
  return major < 6 || GHOST_6_FILES.has(extension.toLowerCase())
}

/** Extensions of the images endpoint, for messages. */
export const IMAGE_EXTENSIONS: readonly string[] = [...IMAGES_AND_MEDIA].flatMap(([extension, { endpoint }]) =>
  endpoint === 'images' ? [extension] : [],
)
