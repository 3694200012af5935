/** Writes the results of `npm run repositories` as a table of docs/repositories.md. */
export function renderRepositoriesTable(results) {
  const percent = ({ posts, postable }) => (posts === 0 ? '-' : `${((100 * postable) / posts).toFixed(1)} %`)
  const rows = results.map((result) => {
    const { name, commit, tool, posts, problems, screen, silent, compared, created, failed = [] } = result
    const served =
      silent === undefined
        ? ''
        : `${created} written; of ${compared} compared, ${silent} shown otherwise${failed.length > 0 ? `, ${failed.length} failed` : ''}`
    return `| ${name} | ${commit} | ${tool} | ${posts} | ${percent(result)} | ${problems} on ${screen} lines | ${served} |`
  })
  const sum = results.reduce(
    (all, { posts, postable }) => ({ posts: all.posts + posts, postable: all.postable + postable }),
    { posts: 0, postable: 0 },
  )
  return `${[
    '| repository | commit | tool | posts and pages | postable | first `check` | what Ghost serves |',
    '|:--|:--|:--|--:|--:|--:|:--|',
    ...rows,
    `| all | | | ${sum.posts} | ${percent(sum)} | | |`,
  ].join('\n')}\n`
}
