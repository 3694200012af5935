import { decodeEntities } from '../document/characters.ts'
import { readTarget } from '../document/read-tokens.ts'
import { countPlaces, type Doubt, shortenWritten } from './doubt.ts'
import type { LocatedToken, OpenText } from './open-text.ts'

/** Code from which GitHub, GitLab, Typora, Qiita and the plugins of many tools draw. */
const DRAWN = /^(?:mermaid|plantuml|puml|sequence|goat|markmap|echarts|wavedrom|vega-lite|tikz|geojson|topojson|stl)$/i
/** ```` ```{note} ````: MyST. Cells that Quarto and R Markdown run (`{r}`, `{python}`) are no directives. */
const MYST =
  /^\{(?:note|tip|hint|important|warning|caution|attention|danger|error|admonition|seealso|figure|image|toctree|include|literalinclude|code-block|math|dropdown|card|tab-set|tab-item|epigraph|list-table|csv-table|bibliography|glossary|margin|sidebar|exercise|solution|proof:\w{1,30})\}/
/** Code in a line from which a plugin of Gatsby, or of Obsidian, makes something else. */
const GATSBY =
  /^(?:youtube|vimeo|video|twitch|twitchlive|videopress|oembed|gist|codepen|embed|tweet|twitter|instagram|soundcloud)\s?:\s?[\w@[(][^\n]*$/i
/** `@[name](…)`: Zenn, VuePress and markdown-it. */
const EMBED =
  /^(?:youtube|vimeo|video|tweet|twitter|card|gist|github|codepen|jsfiddle|codesandbox|stackblitz|slideshare|speakerdeck|docswell|figma|bilibili|mermaid|code(?:transclude)?)(?:\s|$)/i
/** The page of a person or a firm. */
const PROFILE = /^https?:\/\/[^/]+\/@?[\w-]{0,50}\/?$/
const IN_VAULT = /^(?:\$?=\s?(?:this|dv|date|\[\[)|(?:INPUT|VIEW|BUTTON)\[|dice:)/
const VIDEO_PAGE =
  /^https?:\/\/(?:(?:www\.|m\.)?youtube\.com\/(?:watch|shorts\/|embed\/)|youtu\.be\/|(?:player\.)?vimeo\.com\/(?:video\/)?\d|(?:www\.)?(?:twitter|x)\.com\/\w+\/status\/)/i
const MEDIA = /\.(?:mp4|webm|ogv|mov|mkv|m4v|mp3|m4a|wav|ogg|flac)(?:[?#]|$)/i
const VUE =
  /<(?:script\s[^<>]{0,200}?\bsetup|style\s[^<>]{0,200}?\b(?:module|scoped))\b|<[A-Za-z][\w-]{0,50}\s(?:[^<>]{0,500}?\s)?(?:v-(?:if|else|else-if|for|show|html|text|bind|model|on|slot)\b|@[a-z][\w.-]{0,50}=|:[a-z][\w-]{0,50}=)/

interface Notation {
  readonly code: string
  readonly what: string
  readonly hint: string
}

const ADDRESS_HINT = 'Write the address alone on its line.'

const NOTATIONS = {
  drawn: {
    code: 'code/diagram',
    what: 'is code from which other tools draw: in Ghost readers see the code',
    hint: "Add a picture of it; for `mermaid` also `markdown: { diagrams: 'html' }`, where the theme loads Mermaid's script (docs/lexical.md).",
  },
  formula: {
    code: 'code/formula',
    what: 'is a formula in GitHub, GitLab and Qiita: in Ghost readers see its source',
    hint: 'Write it between two lines of `$$`.',
  },
  myst: {
    code: 'markdown/directive',
    what: 'is a directive of MyST: in Ghost readers see its text as code',
    hint: 'Write what it shows in Markdown, such as `> [!NOTE]` and the text below it.',
  },
  gatsby: {
    code: 'markdown/embed',
    what: 'is an embed of a plugin of Gatsby: in Ghost readers see it as code',
    hint: ADDRESS_HINT,
  },
  query: {
    code: 'markdown/obsidian-query',
    what: 'is asked of a plugin of Obsidian: in Ghost readers see the question',
    hint: 'Write its result into the text, or take it out.',
  },
  at: {
    code: 'markdown/embed',
    what: 'is an embed of another tool: in Ghost it is an `@` and a link',
    hint: ADDRESS_HINT,
  },
  hashnode: {
    code: 'markdown/embed',
    what: 'is an embed of Hashnode, or a shortcode of WordPress: in Ghost readers see its brackets',
    hint: ADDRESS_HINT,
  },
  page: {
    code: 'image/no-picture',
    what: 'is no picture: in Ghost it is shown as a broken one',
    hint: ADDRESS_HINT,
  },
  media: {
    code: 'image/no-picture',
    what: 'is a sound or a film: in Ghost it is shown as a broken picture',
    hint: 'Write `:::video{src="…"}` or `:::audio{src="…"}`, and `:::` on the line below it (docs/lexical.md).',
  },
  scheme: {
    code: 'image/one-scheme',
    what: 'is shown by other tools on a light or a dark page only: in Ghost it is always shown',
    hint: 'Keep one of the pictures.',
  },
  include: {
    code: 'markdown/include',
    what: 'takes the text of another file here in VitePress: in Ghost nothing is shown',
    hint: 'Write the text itself.',
  },
  vue: {
    code: 'html/vue',
    what: 'is Vue or WebC, which does not run in Ghost: readers see less, or its source',
    hint: 'Write the HTML or the Markdown that it stands for.',
  },
} as const satisfies Readonly<Record<string, Notation>>

/** Finds code, links, pictures and HTML from which a plugin of another tool makes something that Ghost does not show. */
export function findPluginNotation({ text, tokens, prose, lineAt, dialects }: OpenText): Doubt[] {
  const found = new Map<keyof typeof NOTATIONS, { readonly start: number; readonly written: string }[]>()
  const add = (kind: keyof typeof NOTATIONS, start: number, written: string): void => {
    const places = found.get(kind)
    if (places === undefined) found.set(kind, [{ start, written }])
    else places.push({ start, written })
  }
  for (const one of tokens) {
    const kind = classify(one, text, dialects.includes('obsidian'))
    if (kind !== undefined) add(kind, one.start, showFirst(one))
  }
  const tag = VUE.exec(prose)
  if (tag !== null) add('vue', tag.index, tag[0])
  return [...found].flatMap(([kind, places]): Doubt[] => {
    const [first] = places
    if (first === undefined) return []
    const { code, what, hint } = NOTATIONS[kind]
    const shown = shortenWritten(first.written)
    return [{ code, line: lineAt(first.start), message: `\`${shown}\` ${what}.${countPlaces(places.length)}`, hint }]
  })
}

function showFirst({ token }: LocatedToken): string {
  return token.type === 'code' ? (token.lang ?? '') : token.raw
}

function classify(
  { token, start, end }: LocatedToken,
  text: string,
  isVault: boolean,
): keyof typeof NOTATIONS | undefined {
  switch (token.type) {
    case 'code': {
      if (token.codeBlockStyle === 'indented' || token.diagram === true) return undefined
      const language = decodeEntities(token.lang ?? '').trim()
      if (DRAWN.test(/^[^\s{]*/.exec(language)?.[0] ?? '')) return 'drawn'
      // Flow is a language as well.
      if (language === 'flow' && /=>\s?(?:start|end|operation|condition)\b/.test(token.text)) return 'drawn'
      if (language === 'math') return 'formula'
      return MYST.test(language) ? 'myst' : undefined
    }
    case 'codespan':
      if (isVault && IN_VAULT.test(token.text)) return 'query'
      return GATSBY.test(token.text) && isAlone(text, start, end) ? 'gatsby' : undefined
    case 'link':
      if (
        /(?:^|\n)%\[$|\[(?:youtube|vimeo|embed|tweet|twitter|soundcloud)\]?[ \t]?$/.test(
          text.slice(Math.max(0, start - 16), start),
        )
      )
        return 'hashnode'
      // `@[name](https://…)` is a mention of somebody.
      return /(?:^|[\s>])@$/.test(text.slice(Math.max(0, start - 2), start)) &&
        EMBED.test(token.text) &&
        !PROFILE.test(readTarget(token))
        ? 'at'
        : undefined
    case 'image': {
      const target = readTarget(token)
      if (/#(?:only|gh)-(?:light|dark)(?:-mode)?(?:-only)?$/.test(target)) return 'scheme'
      if (VIDEO_PAGE.test(target)) return 'page'
      // A file of the repository is refused by its type.
      return /^(?:https?:)?\/\//i.test(target) && MEDIA.test(target) ? 'media' : undefined
    }
    case 'html':
      if (/^\s*<!--\s*@include:/.test(token.raw)) return 'include'
      return VUE.test(token.raw) ? 'vue' : undefined
    default:
      return undefined
  }
}

/** Whether nothing else stands on the lines of a place. */
function isAlone(text: string, start: number, end: number): boolean {
  return (
    /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, start - 5), start)) &&
    /^[ \t]*(?:\n|$)/.test(text.slice(end, end + 5))
  )
}
