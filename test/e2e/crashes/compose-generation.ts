import { drawPng } from '../draw-png.ts'

export type Generation = 'a' | 'b'

/** A repository as files by path. */
export type Files = ReadonlyMap<string, string | Uint8Array>

/** Of these kinds of posts, one is in state a only and one in state b only. */
const KINDS = 15

/**
 * One of two states of the same repository. Going from one to the other takes every kind of action: of fifteen posts one is unchanged, ten
 * are edited (text, fields, pictures, status, a page, attachments), one file is renamed, one slug changes, one has both, one post is gone and
 * another one is new. Nearly every post shows a picture; some pictures are shown by many posts, and some by both states.
 *
 * @param lane names the project, its tag and every slug, so that several can be under way on the same sites
 * @param count posts of either state
 */
export function composeGeneration(lane: string, generation: Generation, count: number): Files {
  const files = new Map<string, string | Uint8Array>()
  const add = (path: string, content: string | Uint8Array) => void files.set(`content/posts/${path}`, content)
  const slots = Math.round((count * KINDS) / (KINDS - 1))
  for (let slot = 0; slot < slots; slot += 1) addPost(slot, slots, lane, generation, add)
  add(`${lane}-shared.png`, draw(lane, 'shared', 0))
  add(`${lane}-shared-${generation}.png`, draw(lane, generation, 999))
  add(`${lane}-paper-${generation}.pdf`, `%PDF-1.4\n% ${lane} ${generation}\n%%EOF\n`)
  return files
}

type Add = (path: string, content: string | Uint8Array) => void

function addPost(slot: number, slots: number, lane: string, generation: Generation, add: Add): void {
  const name = `p${String(slot).padStart(2, '0')}`
  const kind = slot % KINDS
  const other = generation === 'b'
  const pick = (a: string, b: string) => (other ? b : a)
  // Changed in every other state, where nothing is said.
  const post = {
    file: name,
    slug: `${lane}-${name}`,
    fields: [`title: Post ${slot}`, 'status: draft', `tags: [${lane} common, ${lane} ${slot % 3}]`],
    body: [`Text of post ${slot}, the same in both.`, `![Shown by many](${lane}-shared.png)`],
  }
  const ownName = `${lane}-own-${generation}-${slot}.png`
  const own = () => {
    add(ownName, draw(lane, generation, slot))
    return ownName
  }
  switch (kind) {
    case 0:
      break
    case 1:
    case 2:
    case 3:
    case 4:
      post.body.push(`Paragraph ${generation} with **emphasis**.`, `![Its own](${own()})`, '- one\n- two')
      if (kind === 2) post.fields.push(`feature_image: ${ownName}`, `feature_image_alt: ${generation}`)
      if (kind === 3) post.body.push(`See [another](${slotName((slot + 5) % slots)}.md).`)
      break
    case 5:
      post.fields.push(`meta_title: Meta ${generation}`, `featured: ${pick('true', 'false')}`)
      post.fields[2] = `tags: [${pick(`${lane} common, ${lane} first`, `${lane} second, ${lane} common, "#${lane}-hidden"`)}]`
      break
    case 6:
      post.fields[0] = `title: Post ${slot} ${generation}`
      post.fields.push(`custom_excerpt: Excerpt ${generation}`, `canonical_url: https://example.com/${generation}`)
      break
    case 7:
      post.file = `${pick('here', 'there')}/${name}`
      post.body = [`Text of post ${slot}, whose file is renamed.`]
      break
    case 8:
      post.slug = `${lane}-${name}-${pick('old', 'new')}`
      break
    case 9:
      post.file = `${name}-${pick('was', 'is')}`
      post.slug = `${lane}-${post.file}`
      post.body.push('Renamed, file and slug, with the same text.')
      break
    case 10:
    case 11:
      if ((kind === 10) === other) return
      post.body.push(`Only in ${generation}.`, `![Its own](${own()})`)
      break
    case 12:
      post.fields.push('type: page', `show_title_and_feature_image: ${pick('true', 'false')}`)
      post.body.push(`![Of the state](${lane}-shared-${generation}.png)`)
      break
    case 13:
      post.fields[1] = `status: ${pick('published', 'draft')}`
      post.fields.push('published_at: 2024-05-06T07:08:09Z', `codeinjection_head: "<!-- ${generation} -->"`)
      post.body.push(`![Of the state](${lane}-shared-${generation}.png)`)
      break
    default:
      post.fields[1] = 'status: published'
      post.fields.push(`published_at: ${pick('2024-05-06T07:08:09Z', '2023-05-06T07:08:09Z')}`)
      post.body.push(`A [paper](${lane}-paper-${generation}.pdf).`, `![Own](${own()})`, `![Once more](${ownName})`)
  }
  add(
    `${post.file}.md`,
    ['---', `slug: ${post.slug}`, ...post.fields, '---', '', post.body.map(fix(post.file)).join('\n\n'), ''].join('\n'),
  )
}

function slotName(slot: number): string {
  return `p${String(slot).padStart(2, '0')}`
}

/** Files in a folder reach the pictures beside the others. */
function fix(file: string): (text: string) => string {
  return (text) => (file.includes('/') ? text.replaceAll(/\]\((?=[a-z])/g, '](../') : text)
}

function draw(lane: string, state: string, nth: number): Uint8Array {
  let mixed = 0
  for (const character of `${lane} ${state} ${nth}`) mixed = (Math.imul(mixed, 31) + character.charCodeAt(0)) | 0
  return drawPng(8, 8, [mixed & 255, (mixed >> 8) & 255, (mixed >> 16) & 255])
}
