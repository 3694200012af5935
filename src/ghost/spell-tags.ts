import type { WirePost } from './compose-post.ts'
import type { Connection } from './connection.ts'
import { listPages } from './transport/list-pages.ts'
import { isObject } from './transport/parse-json.ts'

/**
 * Writes the tags of a post as the site spells them (see `Capabilities.tagNames`). Its tags are listed once per connection, and again for a name that
 * was not among them: somebody may have made it since.
 */
export async function spellTags(connection: Connection, wire: WirePost): Promise<WirePost> {
  if (!Array.isArray(wire.tags)) return wire
  const wanted = wire.tags.filter(isObject).map(({ name }) => String(name))
  const known = connection.memory.tagNames
  const isWhole = known !== undefined && wanted.every((name) => known.has(name) || known.has(fold(name)))
  const names = isWhole ? known : await listTagNames(connection)
  connection.memory.tagNames = names
  return { ...wire, tags: wanted.map((name) => ({ name: names.get(name) ?? names.get(fold(name)) ?? name })) }
}

/** The site's spelling by each name and by its lower case. Where the site has two spellings, a post that names one of them means that one. */
async function listTagNames(connection: Connection): Promise<ReadonlyMap<string, string>> {
  const rows = await listPages(connection, 'tags', { fields: 'id,name', order: 'id asc' })
  const names = rows.flatMap(({ name }) => (typeof name === 'string' ? [name] : []))
  return new Map([...names.map((name) => [fold(name), name] as const), ...names.map((name) => [name, name] as const)])
}

function fold(name: string): string {
  return name.toLowerCase()
}
