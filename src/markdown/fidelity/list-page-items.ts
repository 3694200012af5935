import { parseFragment, serializeOuter, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { resolveHtml } from '../html/html-references.ts'
import { readAttribute, readElement } from '../html/parse-html.ts'
import { chooseRole, type ElementRole } from './choose-role.ts'
import { collectItems, type ItemCollector, type TextFormatting } from './collect-items.ts'
import { LINE_MARKER, type PageItem, type PageReading, UNKNOWN_MARKER } from './page-item.ts'
import { addImage, holdsOnlyImages, readCodeBlock, readEmbedBlock } from './read-page-blocks.ts'

/** What Ghost writes around a card of HTML, from Ghost 5 on with line ends of its own. */
const CARD_MARKERS = /<!--kg-card-begin: (?:html|markdown)-->\n?|\n<!--kg-card-end: (?:html|markdown)-->/g
/** The end of such a card in Ghost 3 and 4. */
const BARE_END = /<!--kg-card-end: (?:html|markdown)-->/g

export interface Page {
  readonly items: readonly PageItem[]
  /** For each id, the index of the item that it stands before. */
  readonly anchors: ReadonlyMap<string, number>
}

type Step = { readonly node: Tree.ChildNode; readonly formatting: TextFormatting } | (() => void)

/** Lists what a reader meets on a page, from its HTML. What leaves no trace in the list is not compared; docs/fidelity.md names it. */
export function listPageItems(html: string, { writeUrl, asGhostShows }: PageReading): Page {
  const collector = collectItems()
  const anchors = new Map<string, number>()
  // A stack and not recursion: anybody can nest tags as deep as they like.
  const steps: Step[] = []
  const wait = (nodes: readonly Tree.ChildNode[], formatting: TextFormatting): void => {
    for (const node of [...nodes].reverse()) steps.push({ node, formatting })
  }
  // Removed before parsing: in a tag that its author left open they would become part of it.
  const fragment = parseFragment(html.replaceAll(CARD_MARKERS, '').replaceAll(BARE_END, '\n'))
  wait(fragment.childNodes, { formats: [], link: undefined, linkTitle: '', verbatim: false })
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if (typeof step === 'function') step()
    else if ('value' in step.node) collector.addText(step.node.value, step.formatting)
    else if ('data' in step.node) addComment(step.node.data, collector)
    else if ('tagName' in step.node) {
      const inside = addElement(step.node, step.formatting)
      if (inside.after !== undefined) steps.push(inside.after)
      if (inside.formatting !== undefined) wait(inside.nodes ?? step.node.childNodes, inside.formatting)
    }
  }
  collector.finish()
  return { items: asGhostShows ? dropBlankEnd(collector.items) : collector.items, anchors }

  /** @returns how to go on inside of it; nowhere without a `dress` */
  function addElement(
    element: Tree.Element,
    formatting: TextFormatting,
  ): { readonly formatting?: TextFormatting; readonly nodes?: readonly Tree.ChildNode[]; readonly after?: () => void } {
    const id = readAttribute(element, 'id') ?? (element.tagName === 'a' ? readAttribute(element, 'name') : undefined)
    // Of two elements with one id a browser goes to the first.
    if (id !== undefined && !anchors.has(id)) anchors.set(id, collector.items.length)
    const role: ElementRole = chooseRole(element, writeUrl)
    switch (role.kind) {
      case 'hidden':
        return {}
      case 'break':
        collector.addBreak()
        return {}
      case 'block':
        collector.openBlock(role.name, role.takesText)
        // The caption of a linked image is no link.
        return {
          formatting: role.name === 'figcaption' ? { ...formatting, link: undefined } : formatting,
          after: collector.closeBlock,
        }
      case 'wrapper': {
        const end = (): void => collector.beginParagraph('p', false)
        end()
        return { formatting, after: end }
      }
      case 'paragraph': {
        const embed = element.tagName === 'p' ? readEmbedBlock(element, writeUrl) : undefined
        if (embed !== undefined) {
          collector.addAlone(embed)
          return {}
        }
        collector.beginParagraph(role.name, !holdsOnlyImages(element))
        return { formatting, after: () => collector.beginParagraph('p', false) }
      }
      case 'embed': {
        const embed = readEmbedBlock(element, writeUrl)
        if (embed !== undefined) collector.addAlone(embed)
        return { formatting, nodes: element.childNodes.filter((node) => readElement(node)?.tagName === 'figcaption') }
      }
      case 'code':
        collector.addAlone(readCodeBlock(element))
        return {}
      case 'image':
        addImage(element, formatting, collector, { writeUrl, asGhostShows })
        return {}
      case 'link': {
        const href = readAttribute(element, 'href')
        // Ghost leaves an empty one out, and it leads nowhere but to the page that it stands on.
        if (href === undefined || href === '') return { formatting }
        return {
          formatting: {
            ...formatting,
            link: writeUrl(href),
            linkTitle: asGhostShows ? '' : (readAttribute(element, 'title') ?? ''),
          },
        }
      }
      case 'format': {
        if (role.name === '') return { formatting }
        const verbatim = formatting.verbatim || element.tagName === 'code'
        return { formatting: { ...formatting, verbatim, formats: [...formatting.formats, role.name] } }
      }
      case 'object': {
        const item = { kind: 'object', name: role.isWhole ? serialiseWhole(element, writeUrl) : role.name } as const
        if (role.alone) collector.addAlone(item)
        else collector.addInline(item)
        return {}
      }
      default: {
        const never: never = role
        return never
      }
    }
  }
}

/** Leaves out paragraphs of nothing but spaces at the end: Ghost does not show the last one, and no reader misses it. */
function dropBlankEnd(items: readonly PageItem[]): readonly PageItem[] {
  let end = items.length
  for (let at = end - 1; at >= 0; at--) {
    const item = items[at]
    if (item?.kind === 'block' && item.path === 'p') end = at
    else if (item?.kind !== 'word' || item.text.trim() !== '') break
  }
  return items.slice(0, end)
}

function addComment(text: string, collector: ItemCollector): void {
  const line = LINE_MARKER.exec(text)?.[1]
  if (line !== undefined) collector.setLine(Number(line))
  else if (text === UNKNOWN_MARKER) collector.addAlone({ kind: 'unknown' })
  else if (/^\s*members-only\s*$/.test(text)) collector.addAlone({ kind: 'object', name: 'members-only' })
}

/**
 * The HTML of an element without the line numbers that only our side has. What stands in `<noscript>` is text to a parser, and still holds addresses,
 * which differ between both sides as those of any picture.
 */
function serialiseWhole(element: Tree.Element, writeUrl: PageReading['writeUrl']): string {
  const html = serializeOuter(element).replace(/<!--ghost-sync:line \d+-->/g, '')
  return resolveHtml(html, (target) => ({ url: writeUrl(target) }))
}
