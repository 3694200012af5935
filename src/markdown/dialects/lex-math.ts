import { createRequire } from 'node:module'
import type katex from 'katex'
import type { TokenizerExtension } from 'marked'
import type { MarkdownOptions } from '../document/markdown-document.ts'
import type { CodespanToken, CodeToken, MathToken } from '../document/markdown-token.ts'
import { findInterruption } from './find-interruption.ts'

// A formula is short; the bounds keep text full of dollars from being searched to its end for each of them.
const MAX_INLINE = 2000
const MAX_BLOCK = 20_000

const BLOCK = /^ {0,3}\$\$((?:\\[\s\S]|[^\\$]|\$(?!\$))+?)\$\$[ \t]*(?:\n|$)/
const INLINE_DISPLAY = /^\$\$((?:\\[\s\S]|[^\\$]|\$(?!\$))+?)\$\$/
const INLINE = /^\$((?:\\[\s\S]|[^\\$])+?)\$(?![\p{L}\p{N}$])/u

/** A formula of several lines ends with its paragraph. `\\[2pt]` in it is a distance. */
const LATEX_BLOCK = /^ {0,3}\\{1,2}\[((?:\\\\|[^\\\n]|\n(?![ \t]*\n)|\\(?![[\]\\]))+?)\\{1,2}\][ \t]*(?:\n|$)/
const LATEX_INLINE =
  /^\\{1,2}(?:\(((?:[^\\\n]|\n(?![ \t]*\n)|\\(?![()]))+?)\\{1,2}\)|\[((?:[^\\\n]|\n(?![ \t]*\n)|\\(?![[\]]))+?)\\{1,2}\])/
const MAX_LATEX_BLOCK = 5000
/** The environments that MathJax looks for outside of all delimiters, as far as KaTeX knows them. */
const ENVIRONMENT =
  /^ {0,3}(\\begin\{((?:equation|align|alignat|gather)\*?)\}(?:[^\\\n]|\n(?![ \t]*\n)|\\(?!end\{))+\\end\{\2\})[ \t]*(?:\n|$)/

/**
 * `$x$` and `$$x$$`, as Pandoc and GitHub read them: no space inside the single dollars, and no letter or digit outside, so that sums of money stay
 * text. With `latexDelimiters` also `\(x\)` and `\[x\]`, or with two backslashes, as authors write them for MathJax.
 */
export function createMathExtensions(options: MarkdownOptions): TokenizerExtension[] {
  let link = options.math === 'html' && options.mathStylesheet !== undefined ? linkTo(options.mathStylesheet) : ''
  const build = (
    type: MathToken['type'],
    raw: string,
    tex: string,
    display: boolean,
  ): MathToken | CodeToken | CodespanToken => {
    const rendered = renderMath(tex.trim(), display, options.math === 'html')
    const { fault } = rendered
    if (fault !== undefined && options.unreadableMath === 'code') {
      const code = { raw, text: tex.trim(), fault }
      return type === 'math' ? { type: 'codespan', ...code } : { type: 'code', lang: 'latex', ...code }
    }
    if (fault !== undefined) return { type, raw, tex, ...rendered }
    const html = link + rendered.html
    // A page needs the stylesheet only once.
    link = ''
    return { type, raw, tex, html, fault: undefined }
  }
  const latex: TokenizerExtension[] = [
    {
      name: 'mathBlock',
      level: 'block',
      start: (source) =>
        findInterruption(
          source,
          (_, offset) => readLatexBlock(source.slice(offset, offset + MAX_LATEX_BLOCK)) !== undefined,
        ),
      tokenizer(source) {
        const block = readLatexBlock(source.slice(0, MAX_LATEX_BLOCK))
        return block && build('mathBlock', block.raw, block.tex, true)
      },
    },
    {
      name: 'math',
      level: 'inline',
      tokenizer(source) {
        if (source[0] !== '\\') return undefined
        const [raw, inline, display] = LATEX_INLINE.exec(source.slice(0, MAX_INLINE)) ?? []
        const tex = inline ?? display ?? ''
        return raw === undefined || tex.trim() === '' ? undefined : build('math', raw, tex, display !== undefined)
      },
    },
  ]
  const dollars: TokenizerExtension[] = [
    {
      name: 'mathBlock',
      level: 'block',
      // Only at a real block: marked joins the pieces of an interrupted paragraph again, at a cost that grows with each.
      start: (source) =>
        findInterruption(source, (_, offset) => readBlock(source.slice(offset, offset + MAX_BLOCK)) !== undefined),
      tokenizer(source) {
        const block = readBlock(source)
        return block && build('mathBlock', block.raw, block.tex, true)
      },
    },
    {
      name: 'math',
      level: 'inline',
      tokenizer(source, tokens) {
        if (!source.startsWith('$')) return undefined
        const found = readInline(source.slice(0, MAX_INLINE))
        // Checked last: the text before grows with each dollar that begins no formula, and looking at its end copies all of it.
        if (found === undefined || /[\p{L}\p{N}$]$/u.test(tokens.at(-1)?.raw.slice(-2) ?? '')) return undefined
        return build('math', found.raw, found.tex, found.display)
      },
    },
  ]
  return options.latexDelimiters === true ? [...dollars, ...latex] : dollars
}

function readLatexBlock(source: string): { readonly raw: string; readonly tex: string } | undefined {
  const environment = /^ {0,3}\\begin\{/.test(source) ? ENVIRONMENT.exec(source) : null
  if (environment?.[1] !== undefined) return { raw: environment[0].replace(/\n$/, ''), tex: environment[1] }
  if (!/^ {0,3}\\{1,2}\[/.test(source) || !source.includes('\\]')) return undefined
  const match = LATEX_BLOCK.exec(source)
  if (match?.[1] === undefined || match[1].trim() === '') return undefined
  return { raw: match[0].replace(/\n$/, ''), tex: match[1] }
}

function readInline(
  source: string,
): { readonly raw: string; readonly tex: string; readonly display: boolean } | undefined {
  const display = INLINE_DISPLAY.exec(source)
  if (display?.[1] !== undefined && display[1].trim() !== '') return { raw: display[0], tex: display[1], display: true }
  const match = INLINE.exec(source)
  if (match?.[1] === undefined || /^\s|\s$/.test(match[1]) || isProse(match[1])) return undefined
  // GitHub and Qiita also read backticks between the dollars, which keep other readers from looking for marks.
  return { raw: match[0], tex: /^`([^`]+)`$/.exec(match[1])?.[1] ?? match[1], display: false }
}

/** Two words in a row, or quotes of a text, between two dollars that belong to no formula: `$HOME is where “$` . What TeX calls text stands in braces. */
function isProse(tex: string): boolean {
  return /[“”„«»]|[(“‘["]$/.test(tex) || (!/\\[A-Za-z]/.test(tex) && /(?<![\p{L}{])\p{L}{3,} +\p{L}{3,}/u.test(tex))
}

function readBlock(source: string): { readonly raw: string; readonly tex: string } | undefined {
  const match = /^ {0,3}\$\$/.test(source) ? BLOCK.exec(source.slice(0, MAX_BLOCK)) : null
  if (match?.[1] === undefined || match[1].trim() === '') return undefined
  // Between two lines of nothing but dollars blank lines are part of the formula, as in Obsidian and remark; else the paragraph ends at one.
  const isFenced = /^[ \t]*\n[\s\S]*\n[ \t]*$/.test(match[1])
  if (!isFenced && /\n[ \t]*\n/.test(match[1])) return undefined
  return { raw: match[0].replace(/\n$/, ''), tex: match[1] }
}

function renderMath(
  tex: string,
  displayMode: boolean,
  visual: boolean,
): { readonly html: string; readonly fault: string | undefined } {
  const katex = loadKatex()
  try {
    const output = visual ? 'htmlAndMathml' : 'mathml'
    // Without a limit a macro that calls itself would run for a long time.
    const html = katex.renderToString(tex, { displayMode, output, strict: 'ignore', trust: false, maxExpand: 1000 })
    return { html, fault: undefined }
  } catch (error) {
    // KaTeX descends once per brace, and has no limit of its own.
    if (error instanceof RangeError) return { html: '', fault: 'it is nested too deeply' }
    if (!(error instanceof katex.ParseError)) throw error
    return { html: '', fault: error.rawMessage }
  }
}

function linkTo(stylesheet: string): string {
  return `<link rel="stylesheet" href="${stylesheet.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">`
}

const require = createRequire(import.meta.url)

let loaded: typeof katex | undefined

/** KaTeX, read on first use: most texts have no formulas, and reading it takes longer than reading them. */
function loadKatex(): typeof katex {
  loaded ??= require('katex') as typeof katex
  return loaded
}
