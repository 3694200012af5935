import { expect, test } from 'vitest'
import { desire } from '../make-source.ts'
import { readSource } from '../read-source.ts'

test.each([
  ["of Jekyll's themes", 'header:\n  image: https://a.bc/d.png\n  caption: "Photo: [**Someone**](https://a.bc)"'],
  ['of our own', 'feature_image_caption: "Photo: [**Someone**](https://a.bc)"'],
  ['of an image with parts', 'cover:\n  image: https://a.bc/d.png\n  caption: "Photo: [**Someone**](https://a.bc)"'],
])('the Markdown of a caption is converted: %s', async (_, yaml) => {
  const { posts, problems } = await desire([readSource('a.md', `---\ntitle: T\n${yaml}\n---\nText.\n`)])
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(posts[0]?.fields.feature_image_caption).toBe('Photo: <a href="https://a.bc"><strong>Someone</strong></a>')
})
