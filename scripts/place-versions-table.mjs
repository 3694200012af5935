// The table of docs/ghost-versions.md: what the code says of each Ghost (`findCapabilities`, which test/e2e/capabilities.test.ts holds against the servers), and what
// the last whole `npm run test:matrix` saw.

const [BEGIN, END] = ['<!-- capabilities: begin -->', '<!-- capabilities: end -->']

export function placeVersionsTable(page, { releases, findCapabilities, results }) {
  const columns = Object.entries(releases).map(([major, release]) => {
    const capabilities = findCapabilities(Number(major))
    if (capabilities === undefined) throw new Error(`there is no Ghost ${major} in the table of capabilities`)
    return { major, release, can: capabilities, seen: results.filter(({ ghost }) => ghost === release.version) }
  })
  const newest = columns.at(-1).can
  const line = (name, cell) => `| ${name} | ${columns.map(cell).join(' | ')} |`
  const lines = [
    line('', ({ major }) => `Ghost ${major}`),
    `|:--|${columns.map(() => ':--|').join('')}`,
    line('Tried on', ({ release }) => release.version),
    line('Runs on Node', ({ release }) => release.node.replaceAll('||', 'or')),
    line('A body is kept as', ({ can }) => (can.bodyFormat === 'lexical' ? 'Lexical' : 'Mobiledoc')),
    line('What a post was before an edit', ({ can }) =>
      can.revisions
        ? 'in revisions: a merge, block by block'
        : 'digests only: a body that both sides changed is a conflict',
    ),
    line('Fields that a post cannot hold', ({ can }) => listLacking(newest, can, 'post')),
    line('Fields that a page cannot hold', ({ can }) => listLacking(newest, can, 'page')),
    line('`visibility`', ({ can }) => code(can.visibilities)),
    line('Tiers', ({ can }) => (can.tiers === 'none' ? 'none' : 'by slug or name; sent by id')),
    line('Images', ({ can }) => listFiles(can.uploads.images)),
    line('Audio and video', ({ can }) => listFiles(can.uploads.media)),
    line('Other files', ({ can }) => listFiles(can.uploads.files)),
    line('Newsletters', ({ can }) =>
      can.newsletters.kind === 'by-slug' ? 'by slug' : 'one, without a name: `newsletter: true`',
    ),
    line('Timezone', ({ can }) =>
      can.settings === 'admin' ? 'read with the Admin key' : 'read with a Content key; else UTC',
    ),
    line('Cards for some readers only (`:::html{web=members}`)', ({ can, major }) =>
      can.cardVisibility ? (major === '5' ? 'from 5.118 on' : 'yes') : 'no: the post is held back',
    ),
    line('A bare address in a paragraph', ({ can }) => (can.embeds ? 'an embed or a bookmark' : 'a link')),
    ...listFilesSeen(results).map((file) => line(`Tests: \`${file}\``, ({ seen }) => describeSeen(seen, file))),
  ]
  const begin = page.indexOf(BEGIN)
  const end = page.indexOf(END)
  if (begin < 0 || end < begin) throw new Error(`the page lacks ${BEGIN} and ${END}`)
  return `${page.slice(0, begin)}${BEGIN}\n${lines.join('\n')}\n${page.slice(end)}`
}

const code = (names) => (names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', '))

function listLacking(newest, can, type) {
  const lacking = newest.fields[type].filter((name) => !can.fields[type].includes(name))
  return lacking.length === 0 ? '–' : code(lacking)
}

function listFiles(accepted) {
  if (accepted.kind === 'any') return 'any'
  if (accepted.kind === 'none') return 'none'
  const { extensions } = accepted
  return extensions.length > 12 ? `${extensions.length} types` : extensions.join(', ')
}

const listFilesSeen = (results) => [
  ...new Set(results.filter(({ ghost }) => ghost !== 'moving').map(({ file }) => file)),
]

function describeSeen(seen, file) {
  const found = seen.find((one) => one.file === file)
  if (found === undefined) return '–'
  const { passed, failed, skipped } = found
  return `${passed} passed${failed === 0 ? '' : `, ${failed} failed`}${skipped === 0 ? '' : `, ${skipped} skipped`}`
}
