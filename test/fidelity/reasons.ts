import type { DifferenceKind } from '../../src/markdown/index.ts'
import type { Corpus } from './fidelity-case.ts'

/** Why what Ghost shows is not what the reference shows, where the meaning is the same. */
export const REASONS = {
  'link title': {
    kinds: ['tooltip'],
    text: 'Ghost keeps the title of a link and does not show it: its renderer has no tooltips.',
  },
  'image in text': {
    kinds: ['structure'],
    text: 'Ghost has no image inside a line and would drop it: the text before it, the image and the text after it become blocks of their own.',
  },
  'title of an image in text': {
    kinds: ['tooltip', 'structure'],
    text: 'Such an image is an image card, and the title of an image card is its caption: what was a tooltip can be read.',
  },
} as const satisfies Record<string, { readonly kinds: readonly DifferenceKind[]; readonly text: string }>

export type Reason = keyof typeof REASONS

const LINK_TITLE: readonly Reason[] = ['link title']

/** Every case that is not shown as its reference is. One without a reason here fails, and so does a reason that has become needless. */
export const RECORDED: { readonly [C in Corpus]: Readonly<Record<string, readonly Reason[]>> } = {
  commonmark: {
    '22': LINK_TITLE,
    '23': LINK_TITLE,
    '32': LINK_TITLE,
    '33': LINK_TITLE,
    '192': LINK_TITLE,
    '193': LINK_TITLE,
    '194': LINK_TITLE,
    '195': LINK_TITLE,
    '196': LINK_TITLE,
    '202': LINK_TITLE,
    '217': LINK_TITLE,
    '482': LINK_TITLE,
    '505': LINK_TITLE,
    '506': LINK_TITLE,
    '509': LINK_TITLE,
    '510': LINK_TITLE,
    '527': LINK_TITLE,
    '539': LINK_TITLE,
    '542': LINK_TITLE,
    '543': LINK_TITLE,
    '553': LINK_TITLE,
    '554': LINK_TITLE,
    '555': LINK_TITLE,
    '556': LINK_TITLE,
    '557': LINK_TITLE,
    '558': LINK_TITLE,
    '559': LINK_TITLE,
    '561': LINK_TITLE,
    '593': LINK_TITLE,
    '579': ['title of an image in text'],
    '587': ['image in text', 'title of an image in text'],
  },
  gfm: {},
  golden: {
    entities: ['link title', 'title of an image in text'],
    images: ['image in text'],
    links: ['link title', 'image in text'],
    'post-interview': LINK_TITLE,
    'post-jekyll-release': LINK_TITLE,
    'reference-links': ['link title', 'image in text'],
  },
}

/** Examples of CommonMark that GFM, which is what we read, reads otherwise: what they mean there, by GFM 0.29, 6.9 (autolinks). */
export const READ_AS_GFM: Readonly<Record<string, string>> = {
  '602': '<p>&lt;<a href="https://foo.bar/baz">https://foo.bar/baz</a> bim&gt;</p>\n',
  '608': '<p>&lt; <a href="https://foo.bar">https://foo.bar</a> &gt;</p>\n',
  '611': '<p><a href="https://example.com">https://example.com</a></p>\n',
  '612': '<p><a href="mailto:foo@bar.example.com">foo@bar.example.com</a></p>\n',
}
