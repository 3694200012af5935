import type { PageItem, TextSegment } from './page-item.ts'

export interface TextFormatting {
  readonly formats: readonly string[]
  readonly link: string | undefined
  readonly linkTitle: string
  /** Whether white space is kept: in code. */
  readonly verbatim: boolean
}

export interface ItemCollector {
  readonly items: readonly PageItem[]
  /** Every later item stands on this line. */
  readonly setLine: (line: number) => void
  /** @param takesText whether text directly inside is the block's own (`li`, `h1`), or a paragraph in it (`blockquote`) */
  readonly openBlock: (tag: string, takesText: boolean) => void
  readonly closeBlock: () => void
  /** Outside of all blocks but paragraphs. */
  readonly isTopLevel: () => boolean
  /** What follows is another paragraph. @param tag its name; `forced`: an image counts as its text */
  readonly beginParagraph: (tag: string, forced: boolean) => void
  readonly addText: (text: string, formatting: TextFormatting) => void
  readonly addBreak: () => void
  /** An item in a line of text. */
  readonly addInline: (item: WithoutLine) => void
  /** An item that is a block of its own. */
  readonly addAlone: (item: WithoutLine) => void
  /** Nothing follows. */
  readonly finish: () => void
}

type Distribute<T> = T extends PageItem ? Omit<T, 'line'> : never
export type WithoutLine = Distribute<PageItem>

/** A deeper path is cut to its inner end: full paths would take space that grows with the square of the depth. */
const MAX_PATH = 8

/**
 * Turns what a walk over a page meets into items. Text is cut into words, white space collapses as in a browser, and a paragraph begins
 * where there is text. In quotes, callouts and lists a paragraph also ends at an empty line, since Ghost has no other way to write it.
 */
export function collectItems(): ItemCollector {
  const items: PageItem[] = []
  const path: string[] = []
  let line: number | undefined
  let word: TextSegment[] = []
  let breaks = 0
  /** `own`: the block itself takes the text, and has none yet. `open`: there is text. `wanted`: text begins a paragraph. */
  let state: 'own' | 'open' | 'wanted' = 'wanted'
  let paragraph = 'p'
  let isForced = false

  const push = (item: WithoutLine): void => {
    items.push({ ...item, line })
  }
  const pushBlock = (tags: readonly string[]): void => {
    const shown = tags.length > MAX_PATH ? [`${tags.length - MAX_PATH} more`, ...tags.slice(-MAX_PATH)] : tags
    push({ kind: 'block', path: shown.join(' > ') })
  }
  const flush = (): void => {
    if (word.length > 0) push({ kind: 'word', text: word.map(({ text }) => text).join(''), segments: word })
    word = []
  }
  const end = (): void => {
    flush()
    breaks = 0
    state = 'wanted'
    paragraph = 'p'
    isForced = false
  }
  const begin = (): void => {
    if (breaks > 1 && /^(?:blockquote|callout|li$|figcaption)/.test(path.at(-1) ?? '')) state = 'wanted'
    else for (let count = 0; count < breaks; count++) push({ kind: 'break' })
    breaks = 0
    if (state === 'wanted') pushBlock([...path, paragraph])
    state = 'open'
  }
  const addSegment = (text: string, { formats, link, linkTitle }: TextFormatting): void => {
    if (word.length === 0) begin()
    const last = word.at(-1)
    const formatting = { formats: [...new Set(formats)].sort().join(' '), link, linkTitle }
    if (last?.formats === formatting.formats && last.link === link && last.linkTitle === linkTitle)
      word[word.length - 1] = { ...last, text: last.text + text }
    else word.push({ text, ...formatting })
  }

  return {
    items,
    setLine: (next) => {
      if (word.length === 0) line = next
    },
    openBlock: (tag, takesText) => {
      end()
      path.push(tag)
      pushBlock(path)
      if (takesText) state = 'own'
    },
    closeBlock: () => {
      end()
      path.pop()
    },
    isTopLevel: () => path.length === 0,
    beginParagraph: (tag, forced) => {
      const isFirst = state === 'own' && tag === 'p'
      end()
      if (isFirst) state = 'own'
      paragraph = tag
      isForced = forced
    },
    addText: (text, formatting) => {
      if (formatting.verbatim) return text === '' ? undefined : addSegment(text, formatting)
      const parts = text.split(/[ \t\n\r\f]+/)
      for (const [index, part] of parts.entries()) {
        if (index > 0) flush()
        if (part !== '') addSegment(part, formatting)
      }
    },
    addBreak: () => {
      flush()
      if (state === 'open') breaks++
    },
    addInline: (item) => {
      flush()
      if (state !== 'wanted' || isForced) begin()
      push(item)
    },
    addAlone: (item) => {
      end()
      push(item)
    },
    finish: end,
  }
}
