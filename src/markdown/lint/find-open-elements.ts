import { Token as HtmlToken } from 'parse5'
import { isElementName, isVoidElement } from '../html/element-names.ts'
import { scanHtmlTags } from '../html/html-references.ts'
import { countPlaces, type Doubt, shortenWritten } from './doubt.ts'
import type { OpenText } from './open-text.ts'

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Their end tag may be left out. */
const OPTIONAL_END = words('p li dt dd tr td th thead tbody tfoot colgroup caption option optgroup rb rp rt rtc')
/** Browsers take what follows for their content, and show none of it. */
const HIDING = words(
  'iframe script style textarea title xmp noembed noframes noscript template video audio canvas select object dialog datalist progress meter',
)
/** What stands in them is no markup. */
const RAW = words('iframe script style textarea title xmp noembed noframes noscript')
/** They only change how text looks, so that one without an end is as likely a forgotten end as a name that is meant. */
const FORMATTING = words(
  'a abbr b bdi bdo big center cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var',
)
/** Nobody writes them without attributes but to speak of them. */
const NAMED = words('area base col embed img input link meta param source track html head body')
/** A theme stands in elements of these names: an end tag too many ends one of them. */
const THEME = words('div section article main')
const LISTS = ['ul', 'ol', 'menu', 'dl', 'table', 'select']

interface Tag {
  readonly name: string
  readonly written: string
  readonly start: number
  readonly end: number
  readonly closes: boolean
  /** Ends in `/>`. */
  readonly isSlashed: boolean
  /** Just the name between angle brackets, in a line of text. */
  readonly isMention: boolean
  /** Whether a reader could tell that what follows stands in it. */
  readonly shows: boolean
}

/** `named`: a tag in prose, `slash`: `<i/>`, `open`: no end tag, `stray`: an end tag too many. */
type Fault = 'named' | 'slash' | 'open' | 'stray'

/**
 * Finds elements that nothing closes, and end tags that close nothing. Markdown passes HTML on as it is written, so that browsers show what
 * follows inside of the element, or do not show it at all: `<iframe src="…" />` takes the rest of a post with it.
 */
export function findOpenElements(open: OpenText): Doubt[] {
  const found = new Map<string, { readonly fault: Fault; readonly tags: [Tag, ...Tag[]] }>()
  for (const { fault, tag } of listFaults(listTags(open))) {
    const key = `${fault} ${tag.name}`
    const known = found.get(key)
    if (known === undefined) found.set(key, { fault, tags: [tag] })
    else known.tags.push(tag)
  }
  return [...found.values()].map(({ fault, tags }) => report(fault, tags, open))
}

function listTags({ text, tokens }: OpenText): Tag[] {
  const tags: Tag[] = []
  let end = 0
  // A toggle has been read as one, and its first HTML is the beginning alone.
  const summaries = new Set<unknown>()
  for (const { token, start } of tokens) {
    if (token.type === 'details') summaries.add(token.summary)
    if (token.type !== 'html' || summaries.has(token) || start < end || !text.startsWith(token.raw, start)) continue
    end = start + token.raw.length
    const isBlock = token.block === true
    for (const { tagName, attrs, selfClosing, location, type } of scanHtmlTags(token.raw)) {
      if (location === null) continue
      const written = token.raw.slice(location.startOffset, location.endOffset)
      const name = /^<\/?([^\s/>]*)/.exec(written)?.[1] ?? tagName
      // `List<Object>` is a type, which `findUnknownElements` tells.
      const isType = /^<[A-Z][a-z]/.test(written) && /\w$/.test(text.slice(Math.max(0, start - 1), start))
      if (!isElementName(name) || isType) continue
      tags.push({
        name: tagName,
        written,
        start: start + location.startOffset,
        end: start + location.endOffset,
        closes: type === HtmlToken.TokenType.END_TAG,
        isSlashed: selfClosing,
        isMention: !isBlock && attrs.length === 0 && !selfClosing,
        shows:
          attrs.some((one) => one.name !== 'id' && one.name !== 'name') || !(tagName === 'a' || tagName === 'span'),
      })
    }
  }
  return tags
}

function* listFaults(tags: readonly Tag[]): Generator<{ readonly fault: Fault; readonly tag: Tag }> {
  const lastEnd = new Map<string, number>()
  for (const [index, { name, closes }] of tags.entries()) if (closes) lastEnd.set(name, index)
  const opened = new Map<string, Tag[]>()
  const isOpen = (name: string): boolean => (opened.get(name)?.length ?? 0) > 0
  for (let index = 0; index < tags.length; index++) {
    const tag = tags[index]
    if (tag === undefined) break
    const { name, closes, isSlashed, isMention } = tag
    if (closes) {
      if (opened.get(name)?.pop() === undefined && THEME.has(name)) yield { fault: 'stray', tag }
    } else if (NAMED.has(name)) {
      if (isMention) yield { fault: 'named', tag }
    } else if (!isVoidElement(name)) {
      const isDrawing = name === 'svg' || name === 'math'
      if (isSlashed) {
        if (!isDrawing && !OPTIONAL_END.has(name) && tag.shows) yield { fault: 'slash', tag }
      } else if ((RAW.has(name) || isDrawing) && (lastEnd.get(name) ?? -1) > index) {
        // Drawings have names and rules of their own, and what stands in a script is no markup.
        do index++
        while (tags[index]?.name !== name || tags[index]?.closes !== true)
      } else if (OPTIONAL_END.has(name)) {
        if (isMention && name !== 'p' && !LISTS.some(isOpen)) yield { fault: 'named', tag }
      } else {
        const same = opened.get(name)
        if (same === undefined) opened.set(name, [tag])
        else same.push(tag)
      }
    }
  }
  for (const left of opened.values())
    for (const tag of left) {
      if (tag.isMention && !FORMATTING.has(tag.name)) yield { fault: 'named', tag }
      else if (tag.shows) yield { fault: 'open', tag }
    }
}

function report(fault: Fault, tags: readonly [Tag, ...Tag[]], { lineAt, edit }: OpenText): Doubt {
  const [first] = tags
  const { name, start } = first
  const shown = `\`${shortenWritten(first.written)}\``
  const hides = HIDING.has(name)
  const about = {
    code: 'html/open-element',
    line: lineAt(start),
    subject: fault === 'stray' ? `</${name}>` : `<${name}>`,
    ...(hides && { severity: 'error' as const }),
  }
  const more = countPlaces(tags.length)
  const lost = hides ? 'readers see nothing of what follows' : 'what follows stands inside of it'
  switch (fault) {
    case 'named': {
      const message = `${shown} in the text is a tag of HTML: readers do not see it${hides ? ', nor what follows' : ''}.${more}`
      const edits = tags.map((tag) => edit({ start: tag.start, end: tag.start + 1, to: '\\<' }))
      return { ...about, message, hint: `Write \`\\${first.written}\`, or put it between backticks.`, edits }
    }
    case 'slash': {
      const message = `${shown} does not end there, since browsers pass over the \`/\` of \`<${name}>\`: ${lost}.${more}`
      const edits = tags.map((tag) => {
        const length = /\s{0,100}\/>$/.exec(tag.written)?.[0].length ?? 2
        return edit({ start: tag.end - length, end: tag.end, to: `></${name}>` })
      })
      return { ...about, message, hint: `Write \`></${name}>\` at its end.`, edits }
    }
    case 'open':
      return {
        ...about,
        message: `${shown} is never closed: ${lost}.${more}`,
        hint: `Write \`</${name}>\` where it ends.`,
      }
    case 'stray':
      return {
        ...about,
        message: `${shown} closes nothing that was opened here: it ends an element of the theme, and what follows loses its look.${more}`,
        hint: `Remove it, or write \`<${name}>\` where it begins.`,
      }
  }
}
