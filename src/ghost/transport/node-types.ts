/**
 * The nodes that a Ghost can render. From one that it does not know on, Ghost drops the rest of the post's HTML, and answers 201 nevertheless; a post
 * that begins with one is refused (422). Seen on 5.130.6 and 6.65.0 with a post for each type: first in the post, later, in a paragraph, in a list.
 */
export interface NodeTypes {
  readonly known: readonly string[]
  /** Those of text: directly in the document, and not in a block of it, they cut the post off as an unknown one does. A link does not. */
  readonly textOnly: readonly string[]
}

const TEXT = ['text', 'extended-text', 'linebreak', 'tab', 'zwnj', 'tk', 'at-link-search']

const GHOST_5 = [
  ...['paragraph', 'heading', 'extended-heading', 'quote', 'extended-quote', 'aside', 'list', 'listitem'],
  ...[...TEXT, 'link', 'at-link', 'image', 'gallery', 'codeblock', 'horizontalrule', 'html', 'markdown', 'bookmark'],
  ...[
    'embed',
    'callout',
    'toggle',
    'button',
    'file',
    'audio',
    'video',
    'product',
    'header',
    'signup',
    'call-to-action',
  ],
  ...['email', 'email-cta', 'paywall'],
]

/** Ghost 3 and 4 get what Mobiledoc cannot hold as HTML, which shows the nodes of Ghost 5. */
export const GHOST_5_NODES: NodeTypes = { known: GHOST_5, textOnly: TEXT }

export const GHOST_6_NODES: NodeTypes = { known: [...GHOST_5, 'transistor'], textOnly: TEXT }
