import type { ApiVersion } from '../../config/config.ts'
import type { MobiledocDialect } from '../../markdown/index.ts'
import { FIELD_NAMES, FIELDS, type FieldDefinition, type FieldName, type PostType } from '../../model/fields.ts'
import { GHOST_5_NODES, GHOST_6_NODES, type NodeTypes } from './node-types.ts'

/**
 * What a Ghost can do of what we need. Everything outside of this folder asks for capabilities, not for versions. Only this file (the differences)
 * and `api-dialect.ts` (the requests) know versions.
 */
export interface Capabilities {
  /** For messages: `Ghost 6`. */
  readonly ghost: string
  /** The format in which posts are written. Older formats are read as well. */
  readonly bodyFormat: BodyFormat
  /** The Mobiledoc dialect, where that is the format: its cards differ between versions. */
  readonly mobiledoc: MobiledocDialect
  /** The nodes of a body that it can show. */
  readonly nodes: NodeTypes
  /** The number of rows that one request may ask for. */
  readonly pageSize: number
  /** Our fields that a post or a page can hold. A field that it lacks fails a whole write on Ghost 3 and 4 (422). */
  readonly fields: Readonly<Record<PostType, readonly FieldName[]>>
  /** The values of `visibility`. */
  readonly visibilities: readonly string[]
  /** How a post names the tiers that can read it. Ghost ignores a tier's slug or name, and then nobody gets access (seen on 4.48 and 5.130). */
  readonly tiers: 'by-id' | 'none'
  readonly uploads: Readonly<Record<UploadEndpoint, AcceptedFiles>>
  /** Whether it removes from an SVG what could run or load something, and refuses one of which nothing is left. */
  readonly cleansSvg: boolean
  /**
   * How an address in a field of a post (a feature image, a canonical URL) has to be spelt; another spelling answers 422. See
   * `scan/fields/spell-url`.
   */
  readonly urls: 'without-spaces' | 'rfc-3986'
  readonly newsletters: NewsletterSending
  /** Whether the API shows revisions of a post with their bodies, in which the base of an edited post is found. */
  readonly revisions: boolean
  /** Where the timezone is read. `content`: not with an integration's key, but through the Content API, which takes a key of its own. */
  readonly settings: 'admin' | 'content'
  /** Whether a card can be kept from some readers. A Ghost that cannot would show it to everybody. */
  readonly cardVisibility: boolean
  /** Whether a key may ask what Ghost shows for a URL; otherwise a bare URL becomes a node that needs no answer. */
  readonly embeds: boolean
}

export type BodyFormat = 'lexical' | 'mobiledoc'

type UploadEndpoint = 'images' | 'media' | 'files'

/** The extensions that an upload endpoint accepts, in lower case, without the dot. */
type AcceptedFiles =
  | { readonly kind: 'any' }
  | { readonly kind: 'only'; readonly extensions: readonly string[] }
  /** There is no such endpoint. */
  | { readonly kind: 'none' }

/** How a post is sent by e-mail when it is published, and what is known of it before. */
export type NewsletterSending =
  /** There are several newsletters, which can be listed: a post names one by its slug. */
  | { readonly kind: 'by-slug' }
  /**
   * There is one newsletter, whose name a key cannot ask for: a post is sent, or it is not. (Ghost 4.48 can have several, as a beta; without an id it
   * takes the first.) `segments`: which of the members a post may be sent to.
   */
  | { readonly kind: 'only-one'; readonly segments: 'any-filter' | 'free-or-paid' }

/**
 * The extensions that Ghost's images and media endpoints accept. Source: `uploads` in Ghost's `core/shared/config/overrides.json`, the same in
 * 5.130.6 and 6.65.0; 4.48.9 lacks M4A, 3.42.9 WebP and all media. Uploads of each to real servers agree (AVIF: 415 on all).
 */
const IMAGES = ['jpg', 'jpeg', 'png', 'gif', 'webp', 'svg', 'svgz', 'ico']
const MEDIA = ['mp4', 'webm', 'ogv', 'mp3', 'wav', 'ogg', 'm4a']

/**
 * The extensions that Ghost 6 accepts as a file (`uploads.files.extensions`, 6.65.0); Ghost 4 and 5 accept anything. Seen in the source of 6.65.0,
 * which answers 415 to the rest: "You can zip your file and upload it as a .zip."
 */
const GHOST_6_FILES = [
  '7z aac ai aif aiff apkg arw avif avi blend bmp bz2 cr2 cr3 css csv deb dng doc docx eot epub eps fb2 fbx flac geojson gif glb gltf gpx gz heic',
  'heif html ics ipynb jpeg jpg js json jsonld key kml m4a m4v md mid midi mkv mobi mov mp3 mp4 nef np3 numbers obj odp ods odt ogv opus orf otf',
  'pages paprikarecipes pdf png ppt pptx psd py raf rar rpm rtf rw2 skp stl svg tar tgz tif tiff toml tsv ttf txt vcf wav webm webp woff woff2 xcf',
  'xls xlsb xlsm xlsx xml yaml zip',
].flatMap((line) => line.split(' '))

const ANY: AcceptedFiles = { kind: 'any' }
const NONE: AcceptedFiles = { kind: 'none' }
const only = (extensions: readonly string[]): AcceptedFiles => ({ kind: 'only', extensions })

/** Lists all fields except those that a version lacks. Read from real servers: a write with one of these answers 422 on 3.42 and 4.48. */
function listFields(lacking: readonly FieldName[]): Capabilities['fields'] {
  const list = (type: PostType) =>
    FIELD_NAMES.filter((name) => {
      const { only: owner }: FieldDefinition = FIELDS[name]
      return !lacking.includes(name) && (owner === undefined || owner === type)
    })
  return { post: list('post'), page: list('page') }
}

const LACKING_IN_4: readonly FieldName[] = ['show_title_and_feature_image']
const LACKING_IN_3: readonly FieldName[] = [
  ...LACKING_IN_4,
  'feature_image_alt',
  'feature_image_caption',
  'email_only',
  'tiers',
]

const GHOST_5: Omit<Capabilities, 'ghost'> = {
  bodyFormat: 'lexical',
  mobiledoc: 4,
  nodes: GHOST_5_NODES,
  // Ghost 6 silently returns no more than this, whatever is asked for. The others would return more, but a longer page is no faster.
  pageSize: 100,
  fields: listFields([]),
  visibilities: ['public', 'members', 'paid', 'tiers'],
  tiers: 'by-id',
  uploads: { images: only(IMAGES), media: only(MEDIA), files: ANY },
  cleansSvg: true,
  urls: 'without-spaces',
  newsletters: { kind: 'by-slug' },
  revisions: true,
  settings: 'admin',
  cardVisibility: true,
  embeds: true,
}

/** As seen on a real 4.48.9: `settings/`, `newsletters/` and `oembed/` answer 501 to an integration, and there are no revisions. */
const GHOST_4: Omit<Capabilities, 'ghost'> = {
  ...GHOST_5,
  bodyFormat: 'mobiledoc',
  // Neither 3.42 nor 4.48 cleans an SVG.
  cleansSvg: false,
  fields: listFields(LACKING_IN_4),
  uploads: { ...GHOST_5.uploads, media: only(MEDIA.filter((extension) => extension !== 'm4a')) },
  newsletters: { kind: 'only-one', segments: 'any-filter' },
  revisions: false,
  settings: 'content',
  cardVisibility: false,
  embeds: false,
}

const TABLE: ReadonlyMap<number, Omit<Capabilities, 'ghost'>> = new Map([
  [
    6,
    { ...GHOST_5, nodes: GHOST_6_NODES, urls: 'rfc-3986', uploads: { ...GHOST_5.uploads, files: only(GHOST_6_FILES) } },
  ],
  [5, GHOST_5],
  [4, GHOST_4],
  [
    3,
    {
      ...GHOST_4,
      mobiledoc: 3,
      fields: listFields(LACKING_IN_3),
      visibilities: ['public', 'members', 'paid'],
      tiers: 'none',
      uploads: { images: only(IMAGES.filter((extension) => extension !== 'webp')), media: NONE, files: NONE },
      newsletters: { kind: 'only-one', segments: 'free-or-paid' },
    } satisfies Omit<Capabilities, 'ghost'>,
  ],
])

/**
 * The first release of Ghost 5 that gates cards on every site. In 5.115.1 it still is a beta, which a site may have switched off and a key cannot ask
 * about (`contentVisibility` in `core/shared/labs.js` of 5.115 and 5.118; there are no releases between them).
 */
const CARD_VISIBILITY_IN_5 = 118

/**
 * Returns the capabilities of this version; undefined for one that is not supported.
 * @param minor by default the last one
 */
export function findCapabilities(major: number, minor = Number.POSITIVE_INFINITY): Capabilities | undefined {
  const found = TABLE.get(major)
  if (found === undefined) return undefined
  const isEarly = major === 5 && minor < CARD_VISIBILITY_IN_5
  return { ghost: isEarly ? `Ghost 5.${minor}` : `Ghost ${major}`, ...found, ...(isEarly && { cardVisibility: false }) }
}

/**
 * Returns the capabilities of a site by its config alone, before it was asked: those of the configured version, or without one those of the most
 * capable version, so that nothing correct is called wrong.
 */
export function assumeCapabilities(apiVersion: ApiVersion): Capabilities {
  const assumed = apiVersion === 'auto' ? 5 : Number(apiVersion.slice(1))
  const capabilities = findCapabilities(assumed)
  if (capabilities === undefined) throw new Error(`apiVersion ${apiVersion} has no capabilities`)
  return capabilities
}

/** Whether an upload endpoint accepts a file with this extension. @param extension without the dot, any case; empty for none */
export function isUploadAccepted(
  { uploads }: Pick<Capabilities, 'uploads'>,
  endpoint: UploadEndpoint,
  extension: string,
): boolean {
  const accepted = uploads[endpoint]
  switch (accepted.kind) {
    case 'any':
      return true
    case 'none':
      return false
    case 'only':
      return accepted.extensions.includes(extension.toLowerCase())
  }
}
