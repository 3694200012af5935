import type { PageItem } from './page-item.ts'

/** What two items must share to be the same item; the rest of them is compared afterwards. */
export function nameItem(item: PageItem): string {
  switch (item.kind) {
    case 'word':
      return `w ${item.text}`
    case 'image':
      return `i ${item.src}`
    case 'code':
      return `c ${item.text}`
    case 'object':
      return `o ${item.name}`
    case 'block':
      return `b ${item.path}`
    default:
      return item.kind
  }
}
