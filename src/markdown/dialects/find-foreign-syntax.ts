import type { DialectName } from '../../config/config.ts'
import type { MarkdownProblem } from '../document/markdown-document.ts'
import { blankOut, type TextRange } from '../document/text-range.ts'
import { type ForeignForm, LIST_BEHIND, UNREAD_FORMS, UNREAD_SIGN } from './foreign-forms.ts'

function name(dialect: DialectName): string {
  return `name the dialect in the config: \`markdown: { dialects: ['${dialect}'] }\``
}

const CONTENTS = {
  code: 'markdown/toc',
  what: 'asks for a table of contents',
  hint: 'Take it out; a theme of Ghost may show a table of contents by itself.',
}

const FORMS: readonly ForeignForm[] = [
  // Typora, Python-Markdown and CSDN; VuePress, GitLab and markdown-it.
  { ...CONTENTS, pattern: /^ {0,3}@?\[toc\][ \t]*$/gim, dialects: [] },
  { ...CONTENTS, pattern: /^ {0,3}\[\[(?:toc|_toc_)\]\][ \t]*$/gim, dialects: ['obsidian'] },
  {
    pattern: /^ {0,3}\+(?:[-=:]{3,}\+)+[ \t]*$/gm,
    code: 'markdown/grid-table',
    what: 'is the border of a table that only pandoc reads',
    hint: 'Write it with `|` between the cells and `|---|---|` under the first row, or as an HTML table.',
    dialects: [],
  },
  {
    pattern: /!\[\[[^[\]\n]+\]\]/g,
    code: 'markdown/wiki-embed',
    what: "is Obsidian's way to show a file",
    hint: `Write \`![What it shows](picture.png)\`, which Obsidian shows as well; or ${name('obsidian')}.`,
    dialects: ['obsidian'],
  },
  {
    // Not behind a word: `a[[0]]` is code that somebody wrote without backticks. Not with a space inside: `[[ -f x ]]` is a shell's.
    pattern: /(?<![!\w\\])\[\[(?!(?:toc|TOC|_TOC_)\]\])[^[\]\s](?:[^[\]\n]*[^[\]\s])?\]\]/g,
    code: 'markdown/wiki-link',
    what: 'is a link of Obsidian',
    hint: `Write \`[text](note.md)\`, as Obsidian does with "Use [[Wikilinks]]" switched off; or ${name('obsidian')}.`,
    dialects: ['obsidian'],
  },
  {
    pattern: /\{\{(?:<[^<>{}]*>|%[^%{}]*%)\}\}/g,
    code: 'markdown/hugo-shortcode',
    what: 'is a shortcode of Hugo',
    hint: `Write what it stands for in Markdown, or as a \`:::\` block (docs/lexical.md); or ${name('hugo')}.`,
    dialects: ['hugo', 'quarto'],
  },
  {
    pattern: /(?<!\{)\{%-?\s*\w[^{}%]*-?%\}|\{\{-?\s*(?:site|page|layout|include)\.[^{}]*\}\}/g,
    code: 'markdown/liquid',
    what: "is Liquid, Jekyll's template language",
    hint: `Write what it stands for in Markdown; between backticks it is shown as it stands; or ${name('jekyll')}.`,
    dialects: ['jekyll', 'eleventy', 'hexo', 'zola'],
  },
  {
    pattern: /(?<![\w%\\])%%(?!%)(?:[^%\n]|%(?!%))+%%(?!%)|^[ \t>]*%%[ \t]*$/gm,
    code: 'markdown/obsidian-comment',
    what: 'is a comment of Obsidian, which nobody else may read',
    hint: `Take it out; or ${name('obsidian')}: then it never leaves.`,
    dialects: ['obsidian'],
  },
  {
    pattern: /(?<!\\)\^\[(?!\^)[^[\]\s]{1,100} [^[\]\n]{0,1000}\](?!\()/g,
    code: 'markdown/inline-note',
    what: 'is a note of Obsidian or pandoc',
    hint: `Write \`[^1]\` here, and \`[^1]: …\` below; or ${name('obsidian')}.`,
    dialects: ['obsidian', 'quarto'],
  },
  {
    // Obsidian makes ids of six letters and digits; of a shorter or plainer word nobody knows.
    pattern: /(?<=[ \t]|^)\^(?=[a-z-]{0,100}\d|[a-z]{1,100}-)[a-z\d][a-z\d-]{3,100}(?=[ \t]*$)/gm,
    code: 'markdown/block-id',
    what: 'is the id of a block in Obsidian',
    hint: `Take it out; or ${name('obsidian')}.`,
    dialects: ['obsidian'],
  },
  {
    pattern: /\{\{\s*[A-Za-z_]\w*\([^{}()]*\)\s*\}\}/g,
    code: 'markdown/zola-shortcode',
    what: 'is a shortcode of Zola',
    hint: `Write what it stands for in Markdown, or as a \`:::\` block (docs/lexical.md); or ${name('zola')}.`,
    dialects: ['zola', 'jekyll', 'eleventy', 'hexo'],
  },
  {
    pattern:
      /\{:\s*(?:[.#][\w-]|toc\b|[\w-]+\s*=\s*["'\w])[^{}\n]{0,300}\}|\{:toc\}|\{::\/?[a-z]{3,20}\b[^{}\n]{0,200}\}/g,
    code: 'markdown/kramdown',
    what: "is an attribute list of kramdown, Jekyll's Markdown",
    hint: `Take it out; or ${name('jekyll')}: ids stay as anchors then.`,
    dialects: ['jekyll'],
  },
  {
    pattern:
      /^[ \t>]*\{ ?(?:[.#][\w:-]+|[\w-]+="[^"{}\n]*")(?:[ \t]+(?:[.#][\w:-]+|[\w-]+="[^"{}\n]*"))* ?\}[ \t]*$|\{(?<=^#{1,6} [^{}\n]{1,300}\{)(?: ?\.[\w -]+| ?#[\w:.-]+[ \t]+\.[\w -]+| #[\w:.-]+ ?)\}[ \t]*$/gm,
    code: 'markdown/goldmark',
    what: 'is an attribute list of Hugo and pandoc',
    hint: `Take it out; or ${name('hugo')}: ids stay as anchors then.`,
    dialects: ['hugo', 'quarto', 'docusaurus'],
  },
  {
    pattern:
      /^import\s+[\w{*][^\n"']{0,300}\sfrom\s+["'][^"'\n]{1,300}["'];?[ \t]*$|^export\s+(?:const|default|function)\s[^\n]*$|\{\/\*/gm,
    code: 'markdown/mdx',
    what: 'is code of MDX',
    hint: `Take it out; or ${name('mdx')}.`,
    dialects: ['mdx', 'docusaurus'],
  },
  {
    ...LIST_BEHIND,
    code: 'markdown/attributes',
    what: 'is an attribute list of MkDocs, markdown-it and pandoc',
    hint: 'Take it out; behind a picture `{width=300 height=200}` is read (docs/lexical.md).',
    // Hugo, Zola, kramdown and Obsidian show it as it stands, too.
    dialects: ['quarto', 'hugo', 'zola', 'jekyll', 'obsidian'],
  },
  ...UNREAD_FORMS,
]

/** Cheap enough for every file; hardly any has one. */
export function mayHoldForeignSyntax(text: string): boolean {
  if (UNREAD_SIGN.test(text)) return true
  return /\[\[|\[[Tt][Oo][Cc]\]|\{\{|\{%|%%|\{[:.#/]|\{[\w-]+="|\^[[a-z\d]|^(?:import|export)\s|^ {0,3}\+[-=]{3}/m.test(
    text,
  )
}

/**
 * Finds notations of other tools that are plain text in Markdown: readers would see them as they were written. Reports the first of each
 * kind in a file, since a file that has one mostly has many.
 *
 * @param plain parts of the text in which nothing is looked for: code, formulas, links, HTML
 * @param known the dialects that the text was read with
 */
export function findForeignSyntax(
  text: string,
  plain: readonly TextRange[],
  lineAt: (offset: number) => number,
  known: readonly DialectName[] = [],
): MarkdownProblem[] {
  const open = blankOut(text, plain)
  return FORMS.flatMap(({ pattern, code, what, hint, dialects, before, behind }): MarkdownProblem[] => {
    if (dialects.some((dialect) => known.includes(dialect))) return []
    const found = [...open.matchAll(pattern)].filter(
      ({ 0: written, index }) =>
        // Of a link or of code only its place is left, which looks like an indentation.
        written[0] === text[index] &&
        before?.test(text.slice(Math.max(0, index - 1), index)) !== false &&
        behind?.test(text.slice(index + written.length, index + written.length + 2)) !== false,
    )
    const [first] = found
    if (first === undefined) return []
    const more = found.length === 1 ? '' : ` The file has ${found.length} of them.`
    const shown = first[0].length > 60 ? `${first[0].slice(0, 57)}...` : first[0]
    return [
      {
        code,
        line: lineAt(first.index),
        message: `\`${shown.replace(/\s+/g, ' ')}\` ${what}: in Ghost it would stand there as it is written.${more}`,
        hint,
      },
    ]
  })
}
