import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const WORDS =
  'the repository holds what readers see and every site shows it while an editor may change a title in the browser before anybody has pushed again so that two sides meet and neither of them loses what was written there by hand over many quiet evenings with tea'.split(
    ' ',
  )

/**
 * Posts as people write them: headings, prose with inline marks and links, lists, code, quotes, a table now and then. The same for the same seed.
 * @returns bytes in all
 */
export async function makeContent(folder, { count, bytesEach, prefix = 'post', seed = 1 }) {
  const random = makeRandom(seed)
  await mkdir(join(folder, 'content', 'posts'), { recursive: true })
  let bytes = 0
  for (let number = 1; number <= count; number += 1) {
    const text = `${frontMatter(prefix, number)}${makeBody(random, bytesEach)}`
    bytes += Buffer.byteLength(text)
    await writeFile(join(folder, 'content', 'posts', `${prefix}-${String(number).padStart(4, '0')}.md`), text)
  }
  return bytes
}

function frontMatter(prefix, number) {
  return `---
title: "${prefix} ${number}: a title of some length"
status: published
published_at: 2025-01-01 09:${String(number % 60).padStart(2, '0')}
tags: [News, "Series ${number % 7}"]
custom_excerpt: What this one is about, in a sentence.
meta_title: ${prefix} ${number}
---

`
}

function makeBody(random, bytes) {
  const pick = (list) => list[Math.floor(random() * list.length)]
  const words = (count) => Array.from({ length: count }, () => pick(WORDS)).join(' ')
  const sentence = () => {
    const inline = pick([
      () => words(4),
      () => `**${words(2)}**`,
      () => `*${words(3)}*`,
      () => `\`${pick(WORDS)}\``,
      () => `[${words(3)}](https://example.com/${pick(WORDS)}/)`,
    ])
    const text = `${words(8)} ${inline()} ${words(7)}.`
    return text[0].toUpperCase() + text.slice(1)
  }
  const paragraph = () => [sentence(), sentence(), sentence()].join('\n')
  const blocks = [
    paragraph,
    paragraph,
    paragraph,
    paragraph,
    () => `## ${words(5)}`,
    () => Array.from({ length: 4 }, () => `- ${sentence()}`).join('\n'),
    () => Array.from({ length: 3 }, (_, nth) => `${nth + 1}. ${sentence()}`).join('\n'),
    () => `\`\`\`js\nconst ${pick(WORDS)}_ = '${words(6)}'\nconsole.log('${words(4)}')\n\`\`\``,
    () => `> ${sentence()}\n> ${sentence()}`,
    () =>
      `| ${words(1)} | ${words(1)} |\n|---|--:|\n| ${words(3)} | ${Math.floor(random() * 1000)} |\n| ${words(2)} | 7 |`,
  ]
  const parts = []
  for (let size = 0; size < bytes; ) {
    const part = pick(blocks)()
    parts.push(part)
    size += part.length + 2
  }
  return `${parts.join('\n\n')}\n`
}

/** mulberry32: small, and the same numbers everywhere. */
function makeRandom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
