import { PENDING_EMBED } from '../cards/embed.ts'

/**
 * Every node type that the converter may write. Closed on purpose: a type that a Ghost version does not know makes it answer 201 and drop
 * the rest of the post's HTML from there on. All of these are known to Ghost 5 and 6, but
 * for the pending embed, which the publisher replaces by what Ghost shows for the URL.
 */
export const NODE_TYPES = [
  'paragraph',
  'extended-heading',
  'extended-quote',
  'aside',
  'list',
  'listitem',
  'extended-text',
  'linebreak',
  'link',
  'horizontalrule',
  'codeblock',
  'image',
  'gallery',
  'toggle',
  'callout',
  'html',
  'paywall',
  'markdown',
  'button',
  'product',
  'file',
  'audio',
  'video',
  'header',
  'signup',
  'call-to-action',
  'email',
  'email-cta',
  'bookmark',
  'embed',
  PENDING_EMBED,
] as const

export type NodeType = (typeof NODE_TYPES)[number]

export function isNodeType(type: string): type is NodeType {
  return (NODE_TYPES as readonly string[]).includes(type)
}
