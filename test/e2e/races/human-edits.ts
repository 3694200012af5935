import type { FieldName } from '../../../src/model/fields.ts'
import { askAsOwner } from '../ask-as-owner.ts'
import type { TestSite } from '../boot-sites.ts'

/** A post as the Admin API sends it, with its tags, authors, tiers and document. */
export type Wire = Readonly<Record<string, unknown>>

/** A post that a person is about to touch. */
export interface Target {
  readonly site: TestSite
  readonly id: string
  /** The tag that makes it ours, as its slug. */
  readonly ownershipSlug: string
  /** Slug of an author whom it does not have. */
  readonly otherAuthor: string
}

/** One thing that people do to posts in Ghost Admin. */
export interface HumanEdit {
  readonly name: string
  /** What the file says of the status, and so what the post is before. */
  readonly status: 'draft' | 'published'
  /** The field that differs from then on; undefined where the post itself is another, or gone. */
  readonly field: FieldName | undefined
  /** @returns the id of a post that it made */
  readonly make: (target: Target) => Promise<string | undefined>
  /** Whether a post shows that it was done. `undefined` is a post that is gone. */
  readonly isIn: (post: Wire | undefined, target: Target) => boolean
}

export async function readWire(site: TestSite, id: string): Promise<Wire | undefined> {
  return (await readWires(site, `id:'${id}'`))[0]
}

/** Up to a hundred posts, past everything that ghost-sync does. */
export async function readWires(site: TestSite, filter: string): Promise<readonly Wire[]> {
  const query = `filter=${encodeURIComponent(filter)}&formats=lexical&include=tags,authors,tiers&limit=100`
  return ((await askAsOwner(site, 'GET', `posts/?${query}`)) as { readonly posts: readonly Wire[] }).posts
}

/** Saves as Ghost Admin does: on what the post is now. Where somebody was faster, the person looks again and saves again. */
async function save({ site, id }: Target, change: (post: Wire) => Wire): Promise<void> {
  for (let turn = 0; ; turn += 1) {
    const post = await readWire(site, id)
    if (post === undefined) throw new Error(`no post ${id} to edit`)
    try {
      const value = { ...change(post), updated_at: post.updated_at }
      await askAsOwner(site, 'PUT', `posts/${id}/?formats=lexical&save_revision=1`, { posts: [value] })
      return
    } catch (error) {
      if (turn === 3 || !(error instanceof Error) || !error.message.includes(': 409 ')) throw error
    }
  }
}

/** The editor sends the document along with whatever was changed, and drops what it does not know: our stamp. */
function inEditor(change: (post: Wire) => Wire): HumanEdit['make'] {
  return async (target) => {
    await save(target, (post) => ({ lexical: JSON.stringify({ root: readRoot(post) }), ...change(post) }))
    return undefined
  }
}

/** Ghost Admin's list of posts changes many at once, and touches neither document nor stamp. */
function inList(bulk: Readonly<Record<string, unknown>>): HumanEdit['make'] {
  return async ({ site, id }) => {
    await askAsOwner(site, 'PUT', `posts/bulk/?filter=${encodeURIComponent(`id:'${id}'`)}`, { bulk })
    return undefined
  }
}

function readRoot({ lexical }: Wire): unknown {
  return (JSON.parse(String(lexical)) as { readonly root: unknown }).root
}

function replaceText(post: Wire, from: string, to: string): Wire {
  return {
    lexical: JSON.stringify({ root: JSON.parse(JSON.stringify(readRoot(post)).replaceAll(from, to)) as unknown }),
  }
}

const names = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.map((entry: { readonly slug?: unknown }) => entry.slug) : []

function setField(field: Exclude<FieldName, 'body'>, value: string): HumanEdit {
  return {
    name: field,
    status: 'published',
    field,
    make: inEditor(() => ({ [field]: value })),
    isIn: (post) => post?.[field] === value,
  }
}

export const HUMAN_EDITS: readonly HumanEdit[] = [
  setField('title', 'A title by hand'),
  {
    name: 'a word of the text',
    status: 'published',
    field: 'body',
    make: inEditor((post) => replaceText(post, 'The first words', 'The first words by hand')),
    isIn: (post) => String(post?.lexical).includes('The first words by hand'),
  },
  {
    name: 'the whole text',
    status: 'published',
    field: 'body',
    make: inEditor((post) => replaceText(post, 'Paragraph', 'By hand')),
    isIn: (post) => ['By hand 1', 'By hand 2', 'By hand 3'].every((text) => String(post?.lexical).includes(text)),
  },
  {
    name: 'a tag, in the list',
    status: 'published',
    field: 'tags',
    make: inList({ action: 'addTag', meta: { tags: [{ name: 'By hand', slug: 'by-hand' }] } }),
    isIn: (post) => names(post?.tags).includes('by-hand'),
  },
  {
    name: 'tags, in the editor',
    status: 'published',
    field: 'tags',
    make: inEditor(({ tags }) => ({ tags: [{ name: 'By hand' }, ...(tags as readonly object[]).slice(1)] })),
    isIn: (post) => names(post?.tags)[0] === 'by-hand',
  },
  {
    name: 'the ownership tag, taken off',
    status: 'published',
    field: undefined,
    make: async (target) => {
      await save(target, ({ tags }) => ({
        tags: (tags as readonly { readonly slug: string }[]).filter(({ slug }) => slug !== target.ownershipSlug),
      }))
      return undefined
    },
    isIn: (post, { ownershipSlug }) => post !== undefined && !names(post.tags).includes(ownershipSlug),
  },
  {
    name: 'authors',
    status: 'published',
    field: 'authors',
    make: async (target) => inEditor(() => ({ authors: [{ slug: target.otherAuthor }] }))(target),
    isIn: (post, { otherAuthor }) => names(post?.authors).join() === otherAuthor,
  },
  {
    name: 'visibility, in the list',
    status: 'published',
    field: 'visibility',
    make: inList({ action: 'access', meta: { visibility: 'paid' } }),
    isIn: (post) => post?.visibility === 'paid',
  },
  {
    name: 'visibility, in the editor',
    status: 'published',
    field: 'visibility',
    make: inEditor(() => ({ visibility: 'paid' })),
    isIn: (post) => post?.visibility === 'paid',
  },
  {
    name: 'tiers',
    status: 'published',
    field: 'visibility',
    make: async (target) => {
      const { tiers } = (await askAsOwner(target.site, 'GET', 'tiers/?limit=50')) as {
        readonly tiers: readonly { readonly id: string; readonly type: string }[]
      }
      const paid = tiers.filter(({ type }) => type === 'paid').map(({ id }) => ({ id }))
      return inEditor(() => ({ visibility: 'tiers', tiers: paid }))(target)
    },
    isIn: (post) => post?.visibility === 'tiers' && names(post.tiers).length === 1,
  },
  {
    name: 'featured, in the list',
    status: 'published',
    field: 'featured',
    make: inList({ action: 'feature' }),
    isIn: (post) => post?.featured === true,
  },
  {
    name: 'featured, in the editor',
    status: 'published',
    field: 'featured',
    make: inEditor(() => ({ featured: true })),
    isIn: (post) => post?.featured === true,
  },
  setField('custom_excerpt', 'An excerpt by hand'),
  setField('meta_title', 'A meta title by hand'),
  setField('feature_image', 'https://example.com/by-hand.png'),
  setField('codeinjection_head', '<!-- by hand -->'),
  {
    name: 'slug',
    status: 'published',
    field: 'slug',
    make: inEditor(({ slug }) => ({ slug: `${String(slug)}-by-hand` })),
    isIn: (post) => String(post?.slug).endsWith('-by-hand'),
  },
  {
    name: 'published',
    status: 'draft',
    field: 'status',
    make: inEditor(() => ({ status: 'published' })),
    isIn: (post) => post?.status === 'published',
  },
  {
    name: 'unpublished',
    status: 'published',
    field: 'status',
    make: inEditor(() => ({ status: 'draft' })),
    isIn: (post) => post?.status === 'draft',
  },
  {
    name: 'unpublished, in the list',
    status: 'published',
    field: 'status',
    make: inList({ action: 'unpublish' }),
    isIn: (post) => post?.status === 'draft',
  },
  {
    name: 'scheduled',
    status: 'draft',
    field: 'status',
    make: inEditor(() => ({ status: 'scheduled', published_at: '2035-01-01T09:00:00.000Z' })),
    isIn: (post) => post?.status === 'scheduled',
  },
  {
    name: 'deleted',
    status: 'published',
    field: undefined,
    make: async ({ site, id }) => {
      await askAsOwner(site, 'DELETE', `posts/${id}/`)
      return undefined
    },
    isIn: (post) => post === undefined,
  },
  {
    name: 'copied',
    status: 'published',
    field: undefined,
    make: async ({ site, id }) => {
      const { posts } = (await askAsOwner(site, 'POST', `posts/${id}/copy/`)) as { readonly posts: readonly Wire[] }
      return String(posts[0]?.id)
    },
    // Whether the copy is there: the round holds it against what it was.
    isIn: () => true,
  },
  {
    name: 'restored from its history',
    status: 'published',
    field: 'body',
    make: async (target) => {
      const query = `posts/${target.id}/?include=post_revisions`
      const { posts } = (await askAsOwner(target.site, 'GET', query)) as {
        readonly posts: readonly { readonly post_revisions: readonly Wire[] }[]
      }
      const old = posts[0]?.post_revisions.find(({ lexical }) => String(lexical).includes('Version one.'))
      if (old === undefined) throw new Error('the history holds no version one')
      // As it lies there, our old stamp included.
      await save(target, () => ({ lexical: old.lexical, title: old.title }))
      return undefined
    },
    isIn: (post) => String(post?.lexical).includes('Version one.'),
  },
]
