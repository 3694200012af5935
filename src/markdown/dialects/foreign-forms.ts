import type { DialectName } from '../../config/config.ts'

/** A notation of another tool that is plain text in Markdown. */
export interface ForeignForm {
  readonly pattern: RegExp
  readonly code: string
  readonly what: string
  readonly hint: string
  /** The dialects that read it. Where one of them is on, what is left of it in the text is meant to be shown. */
  readonly dialects: readonly DialectName[]
  /** What has to stand right before it, and behind it, in the whole text: the pattern sees links and code as blanks. */
  readonly before?: RegExp
  readonly behind?: RegExp
}

/** Cheap enough for every file: a text without any of these signs holds none of the forms below. */
export const UNREAD_SIGN =
  /^[ \t]*(?:!!!|\?\?\?|===|;?-{1,5}8<|\/\/\/|<<<|#\+BEGIN_|:LOGBOOK:|SCHEDULED:|DEADLINE:)|\{(?:!|\*|--|\+\+|>>|~~|==|# |::|height |:height |:width )|\{ ?[.#]|\{ ?[\w-]{1,50}=|\{[a-z][\w:.-]{0,50}\}`|:\w{1,50}:`|\+\+|\^\^|:(?:material|octicons|fontawesome|simple)-|\*\[|::|\(\(|\{\{(?:\[\[|\s*\$|[a-z-]+[ :])|<%|\[\/|\[(?:caption|gallery|embed|youtube|audio|video|contact-form|image:|file:)/m

const BOX_HINT =
  'Write `> [!NOTE]` and the text below it, each line with `>`, or `<details>` for what is folded; what stays indented is shown as code.'

/** Notations that no dialect reads, or only those that are named. Each is linear in the text. */
export const UNREAD_FORMS: readonly ForeignForm[] = [
  {
    pattern: /^[ \t]*(?:!!!|\?\?\?\+?) ?[a-z][\w-]{0,50}(?: [\w-]{1,50}){0,3}(?:[ \t]+"[^"\n]{0,300}")?[ \t]*$/gm,
    code: 'markdown/admonition',
    what: 'begins a box of MkDocs and Python-Markdown',
    hint: BOX_HINT,
    dialects: [],
  },
  {
    pattern: /^[ \t]*===[!+]? "[^"\n]{0,300}"[ \t]*$/gm,
    code: 'markdown/tabs',
    what: 'begins a tab of MkDocs',
    hint: 'Write its name as a heading or in bold, and its text below it without the indentation, which makes code of it.',
    dialects: [],
  },
  {
    pattern: /^\/{3} [a-z][\w-]{0,50}(?:[ \t]*\|[^\n]{0,300})?[ \t]*$/gm,
    code: 'markdown/admonition',
    what: 'begins a block of Python-Markdown',
    hint: BOX_HINT,
    dialects: [],
  },
  {
    pattern:
      /^[ \t]*;?-{1,5}8<-{1,5}(?:[ \t]+"[^"\n]{1,300}")?[ \t]*$|^[ \t]*\{![^{}!\n]{1,300}!\}[ \t]*$|^[ \t]*\{\* [^{}\n]{1,300} \*\}[ \t]*$|^[ \t]*<<<[ \t]+[@./$][^\n]{1,300}$/gm,
    code: 'markdown/include',
    what: 'takes the text of another file here',
    hint: 'Write the text itself.',
    dialects: [],
  },
  {
    pattern:
      /\{(?:--[^{}\n]{1,500}--|\+\+[^{}\n]{1,500}\+\+|>>[^{}\n]{1,500}<<|~~[^{}\n]{1,500}~>[^{}\n]{0,500}~~|==[^{}\n]{1,500}==)\}/g,
    code: 'markdown/critic-mark',
    what: 'is a change or a remark of CriticMarkup',
    hint: 'Accept or reject it, and take the remark out.',
    dialects: [],
  },
  {
    pattern:
      /(?<![\w+{])\+\+(?:[\w"-]{1,30}(?:\+[\w"-]{1,30}){0,5}|[A-Za-z][^+;,\n]{1,200}[a-z]{2})\+\+(?![\w+}])|(?<![\w^\\])\^\^(?=[^\s^])[^^\n]{1,200}\^\^(?![\w^])/g,
    code: 'markdown/inserted',
    what: 'is a key or a mark of another tool',
    hint: 'Write `<kbd>…</kbd>`, `<ins>…</ins>` or `==…==`.',
    dialects: [],
  },
  {
    pattern: /:(?:material|octicons|fontawesome|simple)-[a-z\d-]{1,80}:/g,
    code: 'markdown/icon',
    what: 'is an icon of MkDocs',
    hint: 'Take it out, or write an emoji.',
    dialects: [],
  },
  {
    pattern: /^ {0,3}\*\[[^\]\n]{1,100}\]:[ \t]/gm,
    code: 'markdown/abbreviation',
    what: 'explains an abbreviation in other tools',
    hint: 'Take it out, or write `<abbr title="…">` where the word stands.',
    dialects: ['jekyll'],
  },
  {
    pattern: /\{:(?:height|width) \d[^{}\n]{0,100}\}|\{(?:height|width) \d[^{}\n]{0,100}\}/g,
    code: 'markdown/logseq',
    what: 'is the size of a picture in Logseq',
    hint: 'Write `{width=300 height=200}` behind the picture.',
    dialects: [],
  },
  {
    pattern:
      /\(\((?:[\da-f]{8}-[\da-f-]{20,30}|(?=[\w-]{0,8}[\d_-])[\w-]{9})\)\)|\{\{(?:embed|query|video|youtube|tweet|renderer|cloze|youtube-timestamp|word-count|table|calc)\b[^{}\n]{0,300}\}\}|\{\{\[\[[^{}\n]{1,300}\}\}|^[ \t]*(?:#\+BEGIN_\w{1,20}|:LOGBOOK:|(?:SCHEDULED|DEADLINE): <)/gm,
    code: 'markdown/logseq',
    what: 'is a block of Logseq or Roam',
    hint: 'Write what it shows, or take it out.',
    dialects: [],
  },
  {
    pattern: /^[ \t]*(?:[-*] )?[A-Za-z][\w.-]{0,50}::[ \t]+\S/gm,
    code: 'markdown/property',
    what: 'is a property of Logseq or Dataview',
    hint: 'Move it to the front matter, or take it out.',
    // Obsidian shows it as it stands, too.
    dialects: ['obsidian'],
  },
  {
    pattern: /[[(][A-Za-z][\w -]{0,50}::[ \t][^\][()\n]{1,200}[\])]/g,
    code: 'markdown/property',
    what: 'is a field of Dataview',
    hint: 'Write its value, or take it out.',
    dialects: [],
  },
  {
    pattern: /(?<![\w:\\])::(?=[^\s:])[^:\n]{1,200}(?<=\S)::(?![\w:])|\[(?:image|file):[^\]\n]{1,300}\]/g,
    code: 'markdown/bear',
    what: 'is a mark or a file of Bear',
    hint: 'Write `==…==` for a mark, and `![](picture.png)` or `[name](file.pdf)` for a file.',
    dialects: [],
  },
  {
    pattern:
      /(?<![\w:\\]):{1,2}[a-z][\w-]{0,50}(?:\[[^\]\n]{0,300}\])?\{[^{}\n]{0,300}\}|^::[a-z][\w-]{0,50}(?:\[[^\]\n]{0,300}\])?[ \t]*$/gm,
    code: 'markdown/directive',
    what: 'is a directive of another tool',
    hint: 'Write what it shows in Markdown, or as a `:::` block (docs/lexical.md).',
    dialects: [],
  },
  {
    pattern:
      /(?:\{|(?<![\w:]):)(?:doc|ref|numref|eq|math|cite(?::\w{1,20})?|term|abbr|sub|sup|download|code|file|kbd|guilabel|menuselection|command|func|class|meth|mod|py:\w{1,20}|c:\w{1,20})[}:]/g,
    behind: /^`[^`\n]/,
    code: 'markdown/role',
    what: 'says what the code behind it is, in MyST and reStructuredText',
    hint: 'Write what it stands for in Markdown.',
    dialects: ['quarto'],
  },
  {
    pattern: /\{#[ \t][^{}\n]{0,500}[ \t]#\}/g,
    code: 'markdown/template-comment',
    what: 'is a comment of Nunjucks, which nobody else may read',
    hint: 'Take it out, or write `<!-- … -->`.',
    dialects: ['hexo', 'eleventy'],
  },
  {
    pattern: /<%[-=*_+]?[ \t][^%\n]{1,300}%>|\{\{\s*\$[a-z][\w.]{0,100}[^{}\n]{0,200}\}\}/gi,
    code: 'markdown/template',
    what: 'is filled in by a template of another tool',
    hint: 'Write what it stands for; between backticks it is shown as it stands.',
    // Hugo and Zola do not fill it in either.
    dialects: ['hugo', 'zola'],
  },
  {
    pattern:
      /\\?\[(?:caption|gallery|embed|code|sourcecode|youtube|vimeo|audio|video|playlist|contact-form-7|gist|wpvideo|slideshow|googlemaps|soundcloud|latex|quote|url|img|color|size|spoiler|vc_\w{1,30}|su_\w{1,30}|et_pb_\w{1,30})[ \t](?=[^\]\n]{0,300}(?:=["'\d]|https?:))[^\]\n]{1,500}\]|\\?\[\/(?:caption|gallery|embed|code|sourcecode|youtube|vimeo|audio|video|playlist|contact-form-7|gist|wpvideo|slideshow|googlemaps|soundcloud|latex|quote|url|img|color|size|spoiler|vc_\w{1,30}|su_\w{1,30}|et_pb_\w{1,30})\\?\]/g,
    code: 'markdown/wordpress-shortcode',
    what: 'is a shortcode of WordPress',
    hint: 'Write what it shows in Markdown: a picture with its caption as its title, an address on a line of its own, code between fences.',
    dialects: [],
  },
]

/** `{ .class #id key=value }` right behind a link, a picture, code or a mark; or the id of a heading with a class. */
export const LIST_BEHIND: Pick<ForeignForm, 'pattern' | 'before'> = {
  pattern:
    /\{ ?(?:[.#][\w:-]{1,100}|[\w-]{1,50}="[^"{}\n]{0,300}"|(?:align|width|height|target|rel|loading|style|class|id|title|lang)=[\w:/.%-]{1,300})(?:[ \t]{1,5}(?:[.#][\w:-]{1,100}|[\w-]{1,50}="[^"{}\n]{0,300}"|(?:align|width|height|target|rel|loading|style|class|id|title|lang)=[\w:/.%-]{1,300})){0,10} ?\}/g,
  before: /[)`*=]$/,
}
