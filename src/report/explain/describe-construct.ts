import type { MarkdownBlock } from './markdown-block.ts'

const NAMES: Readonly<Record<string, string>> = {
  table: 'table',
  html: 'HTML',
  hr: 'rule',
  def: 'link definition',
  details: 'details',
  footnoteDefinition: 'footnote',
  definitionList: 'definition list',
  mathBlock: 'formula',
}

/** What a block of Markdown is called. */
export function describeConstruct(block: MarkdownBlock): string {
  const { type, children, has } = block
  switch (type) {
    case 'heading':
      return `heading ${String(has('depth'))}`
    case 'paragraph': {
      const shown = children.filter((child) => child.type !== 'text' || child.raw.trim() !== '')
      const images = shown.filter((child) => child.type === 'image' || isLinkedImage(child)).length
      if (images === 0 || images < shown.length) return 'paragraph'
      return images === 1 ? 'image' : 'images'
    }
    case 'list':
      if (children.some((item) => item.has('task') === true)) return 'task list'
      return has('ordered') === true ? 'numbered list' : 'list'
    case 'blockquote':
      return /^\s*>\s*\[!(?:note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i.test(block.raw) ? 'alert' : 'quote'
    case 'code': {
      const language = String(has('lang') ?? '').split(/\s/)[0] ?? ''
      return language === '' ? 'code block' : `code block (${language})`
    }
    case 'directive':
      return `:::${String(has('name'))}`
    default:
      return NAMES[type] ?? type
  }
}

function isLinkedImage({ type, children }: MarkdownBlock): boolean {
  return type === 'link' && children.length === 1 && children[0]?.type === 'image'
}
