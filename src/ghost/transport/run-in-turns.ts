/**
 * Maps items to results in order, with at most `limit` under way at once.
 * @param limit 1 or more
 */
export async function runInTurns<Item, Result>(
  items: readonly Item[],
  limit: number,
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  if (!(limit >= 1)) throw new TypeError(`${limit} at once get nothing done`)
  const results: Result[] = []
  const waiting = items.entries()
  const work = async () => {
    for (const [index, item] of waiting) results[index] = await run(item)
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work))
  return results
}
