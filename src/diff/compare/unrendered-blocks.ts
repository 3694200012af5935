import { isDeepStrictEqual } from 'node:util'
import type { RemotePost } from '../../ghost/posts/remote-post.ts'
import type { Capabilities } from '../../ghost/transport/capabilities.ts'
import { type LexicalNode, type LexicalRoot, PENDING_EMBED } from '../../markdown/index.ts'
import type { Problem } from '../../model/problem.ts'
import type { DesiredPost } from '../../scan/source/desired-post.ts'
import { canonicaliseBody } from './canonicalise.ts'

export interface RenderingSite {
  readonly site: string
  readonly siteUrl: string
  readonly capabilities: Pick<Capabilities, 'ghost' | 'bodyFormat' | 'nodes'>
}

/**
 * Finds the blocks of a post that the site's Ghost cannot show: nodes of a newer Ghost or of nobody, and text outside of any block. Ghost refuses a
 * post that begins with one, and silently drops whatever follows any other. What the post on the site has already may stay there.
 *
 * @param remote the post that would be written over; undefined: it is created
 */
export function findUnrenderedBlocks(
  desired: DesiredPost,
  remote: RemotePost | undefined,
  { site, siteUrl, capabilities }: RenderingSite,
): readonly Problem[] {
  const { ghost, bodyFormat, nodes } = capabilities
  const endsPost = bodyFormat === 'lexical'
  const stored = remote?.body.kind === 'lexical' ? canonicaliseBody(remote.body.root, siteUrl) : []
  const isStored = (node: LexicalNode) => {
    const [form] = canonicaliseBody(alone(node), siteUrl)
    return stored.some((one) => isDeepStrictEqual(one, form))
  }
  return desired.body.children.flatMap((node, at): Problem[] => {
    const type = findUnrendered(node, nodes)
    if (type === undefined || (!endsPost && nodes.textOnly.includes(type))) return []
    const isKept = isStored(node) && !(endsPost && at === 0)
    if (isKept && !endsPost) return []
    const line = findLine(node, type, desired)
    const loose = nodes.textOnly.includes(type)
    const what = loose
      ? `text outside of any block (\`${type}\`), which ${ghost} cannot show`
      : `a node that ${ghost} does not know, \`${type}\``
    return [
      {
        severity: isKept ? 'warning' : 'error',
        code: 'card/unknown',
        file: desired.file,
        ...(line !== undefined && { line }),
        site,
        subject: type,
        message: `this is ${what}: ${explain(isKept, at, endsPost)}`,
        hint: loose ? 'Write it as a paragraph.' : CURE,
      },
    ]
  })
}

/** Where the text has the block; undefined where it cannot be told. */
function findLine(node: LexicalNode, type: string, { cards = [] }: DesiredPost): number | undefined {
  const written = cards.find((card) => card.node !== undefined && isDeepStrictEqual(card.node, node))
  return (written ?? cards.find((card) => card.node === undefined && card.type === type))?.line
}

function explain(isKept: boolean, at: number, endsPost: boolean): string {
  if (isKept) return 'it stays as it is there, and readers see nothing of the post from here on'
  if (!endsPost) return 'readers would see nothing in its place'
  return at === 0 ? 'the site refuses a post that begins with it' : 'readers would see nothing of the post from here on'
}

const CURE =
  'Remove it or put a card in its place that every Ghost has; or leave this site out (`sites`), or update its Ghost if it is a card of a newer one.'

/** The type of the first node in a block that ends the post; undefined where Ghost shows the block. */
function findUnrendered(node: LexicalNode, { known, textOnly }: Capabilities['nodes']): string | undefined {
  if (textOnly.includes(node.type)) return node.type
  const find = ({ type, children = [] }: LexicalNode): string | undefined => {
    if (!known.includes(type) && type !== PENDING_EMBED) return type
    for (const child of children) {
      const found = find(child)
      if (found !== undefined) return found
    }
    return undefined
  }
  return find(node)
}

function alone(node: LexicalNode): LexicalRoot {
  return { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children: [node] }
}
