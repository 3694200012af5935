/** How a tool makes the anchor of a heading from its text. */
export interface ToolSlug {
  /** Dialects of the config whose tool it is. */
  readonly dialects: readonly string[]
  readonly makeSlug: (text: string) => string
  /** The slug of a heading of which nothing is left. It counts only where the tool is known to be the author's. */
  readonly emptySlug?: string
  /** What stands between the slug of a heading that repeats and its number. */
  readonly separator: '-' | '_'
}

/**
 * The anchors of other tools, after their documentation and sources. GitHub's (github-slugger: also Docusaurus, Astro, Gatsby, Quartz and MyST), and
 * so Hugo's, are `Heading.githubId`, and Ghost's `Heading.ghostId`.
 */
export const TOOL_SLUGS: Readonly<Record<string, ToolSlug>> = {
  // The crate `slugify`: letters without accents, and one hyphen for whatever is none.
  zola: { dialects: ['zola'], separator: '-', makeSlug: (text) => hyphenate(spellOut(text.toLowerCase())) },
  // "Automatic ID Generation": from the first letter on; letters, digits, spaces and hyphens stay. Without any letter it is `section`.
  kramdown: {
    dialects: ['jekyll'],
    separator: '-',
    emptySlug: 'section',
    makeSlug: (text) =>
      text
        .replace(/^[^a-z]+/i, '')
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-')
        .toLowerCase(),
  },
  // `autoHeadingIDType: blackfriday`: one hyphen for whatever is no letter and no digit.
  blackfriday: { dialects: ['hugo'], separator: '-', makeSlug: (text) => hyphenate(text.toLowerCase()) },
  // `autoHeadingIDType: github-ascii`.
  githubAscii: {
    dialects: ['hugo'],
    separator: '-',
    makeSlug: (text) =>
      dropAccents(text.toLowerCase())
        .replace(/[^a-z0-9_ -]/g, '')
        .replaceAll(' ', '-'),
  },
  // hexo-util `slugize`: case stays.
  hexo: {
    dialects: ['hexo'],
    separator: '-',
    makeSlug: (text) => trimHyphens(dropAccents(text).replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'<>,.?/]+/g, '-')),
  },
  // @vuepress/shared-utils `slugify`, and VitePress: an underscore before a digit in front.
  vitepress: {
    dialects: [],
    separator: '-',
    makeSlug: (text) =>
      trimHyphens(dropAccents(text).replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+/g, '-'))
        .replace(/^(?=\d)/, '_')
        .toLowerCase(),
  },
  // Python-Markdown's `toc`: ASCII alone.
  mkdocs: {
    dialects: [],
    separator: '_',
    makeSlug: (text) =>
      dropAccents(text)
        .replace(/[^\w\s-]/g, '')
        .trim()
        .toLowerCase()
        .replace(/[-\s]+/g, '-'),
  },
  // `auto_identifiers`: from the first letter on; letters, digits, underscores, hyphens and dots stay.
  pandoc: {
    dialects: ['quarto'],
    separator: '-',
    emptySlug: 'section',
    makeSlug: (text) =>
      text
        .replace(/[^\p{L}\p{N}_.\s-]/gu, '')
        .replace(/\s+/g, '-')
        .toLowerCase()
        .replace(/^[^\p{L}]+/u, ''),
  },
  // markdown-it-anchor: only spaces change.
  markdownItAnchor: {
    dialects: ['eleventy'],
    separator: '-',
    makeSlug: (text) => text.trim().toLowerCase().replace(/\s+/g, '-'),
  },
  // @sindresorhus/slugify: German letters are spelt out, `&` is a word.
  eleventy: {
    dialects: ['eleventy'],
    separator: '-',
    makeSlug: (text) =>
      hyphenate(
        spellOut(
          spellGerman(text.replaceAll('&', ' and '))
            .replace(/'(?=[ts](?:\s|$))/gi, '')
            .toLowerCase(),
        ),
      ),
  },
  gitlab: {
    dialects: [],
    separator: '-',
    makeSlug: (text) =>
      text
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
        .replace(/[ -]+/g, '-'),
  },
  asciidoctor: {
    dialects: [],
    separator: '_',
    makeSlug: (text) => `_${hyphenate(text.toLowerCase()).replaceAll('-', '_')}`,
  },
}

/**
 * What the tools agree on: the letters and digits, in lower case and without accents. Zola makes `what-s-next` of "What's next", Hugo and GitHub
 * `whats-next`, MkDocs and Python's slugs drop accents, others keep underscores and dots.
 */
export function foldSlug(text: string): string {
  return spellOut(text.toLowerCase()).replace(/[^\p{L}\p{N}]/gu, '')
}

/** The texts of a heading whose folded slugs a tool may have made. */
export function listSpellings(text: string): readonly string[] {
  return [
    text,
    text.replaceAll('&', ' and '),
    // kramdown and Pandoc begin with the first letter: `1. Setup` is `setup`.
    text.replace(/^[^\p{L}]+/u, ''),
    spellGerman(text),
    // Others keep ASCII alone.
    dropAccents(text).replace(/[^\x00-\x7f]/g, ''),
  ]
}

/** Letters that do not fall apart into one of ASCII and an accent. */
const SPELT_OUT: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** @param text in lower case */
function spellOut(text: string): string {
  return dropAccents(text).replace(/[ßæœøłđðþı]/g, (letter) => SPELT_OUT[letter] ?? letter)
}

const GERMAN: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' }

function spellGerman(text: string): string {
  return text.normalize('NFC').replace(/[äöüÄÖÜ]/g, (letter) => GERMAN[letter] ?? letter)
}

function dropAccents(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
}

function hyphenate(text: string): string {
  return trimHyphens(text.replace(/[^\p{L}\p{N}]+/gu, '-'))
}

/** Of a text without two hyphens in a row. */
function trimHyphens(text: string): string {
  return text.replace(/^-|-$/g, '')
}
