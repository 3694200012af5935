import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findLayout } from '../../src/start/find-layout.ts'
import type { Layout } from '../../src/start/layout/layout.ts'
import { proposeContent } from '../../src/start/propose-content.ts'

type Files = Readonly<Record<string, string>>

function make(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'ghost-sync-layout-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

const POST = '---\ntitle: A\ndate: 2020-01-02\n---\nText.\n'
const list = (pattern: string, count: number, text = POST): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, nth) => [pattern.replace('*', String(nth)), text]))

describe('the tool of a repository', () => {
  test.each<[string, Files, Partial<Layout>]>([
    [
      'Hugo with languages in folders',
      {
        'config.yaml':
          'baseURL: https://a.example/\ndefaultContentLanguage: ja\nlanguages:\n  ja: {contentDir: content/ja/}\n  en: {contentDir: content/en}\npermalinks: {entry: "/:year/:month/:slug/"}\n',
        'content/ja/entry/2014/a.md': POST,
        'content/ja/about.md': POST,
        'content/en/entry/a.md': POST,
        'static/a.txt': '',
        'archetypes/default.md': '',
      },
      {
        tool: 'hugo',
        contentRoot: 'content/ja',
        posts: ['entry/**/*.{md,markdown}'],
        pages: ['*.{md,markdown}'],
        assetRoots: ['static'],
        formerUrl: 'https://a.example/',
        formerPermalinks: ['/{year}/{month}/{slug}/', '/{path}/', '/{section}/{slug}/'],
        leftOut: ['other languages than ja (1 file)'],
      },
    ],
    [
      'Hugo with a manual beside its blog, and languages in file names',
      {
        'hugo.toml': 'baseURL = "https://a.example"\n[languages.en]\n[languages.fr]\n',
        'content/_index.md': '',
        'content/blog/a.md': POST,
        'content/blog/a.fr.md': POST,
        'content/docs/a.md': POST,
      },
      {
        contentRoot: 'content',
        posts: ['blog/**/*.{md,markdown}'],
        ignore: ['**/_index*.{md,markdown}', '**/*.fr.md'],
        leftOut: ['docs/ (1 file, a manual)', 'translations (fr)'],
      },
    ],
    [
      'Hugo that names its main sections',
      { 'hugo.toml': '[params]\nmainSections = ["docs"]\n', 'content/docs/a.md': POST, 'content/reference/b.md': POST },
      { posts: ['docs/**/*.{md,markdown}'], leftOut: ['reference/ (1 file, a manual)'] },
    ],
    [
      'Jekyll in a folder of its own, whose config names a folder that is built',
      {
        '_config.yml':
          'source: .tmp/src\nurl: "https://a.example"\nbaseurl: /blog\npermalink: /:categories/:title/\ncollections:\n  recipes: {output: true}\n  notes: {output: false}\n',
        'src/_posts/2020-01-02-a.md': POST,
        'src/_posts/travel/2020-01-03-b.md': POST,
        'src/_pages/about.md': POST,
        'src/_drafts/c.md': POST,
        'src/_layouts/x.html': '',
        'src/_data/authors.yml': 'jd:\n  name: Jane Doe\n',
      },
      {
        tool: 'jekyll',
        contentRoot: 'src',
        posts: ['_posts/**/*.{md,markdown}', '_recipes/**/*.{md,markdown}'],
        pages: ['_pages/**/*.{md,markdown}'],
        assetRoots: ['src'],
        formerUrl: 'https://a.example/blog',
        formerPermalinks: ['/{categories}/{name}/'],
        leftOut: ['_drafts (1 draft)'],
        authors: new Map([['jd', 'Jane Doe']]),
      },
    ],
    [
      'Jekyll with categories, and pages beside its config',
      {
        '_config.yml': 'defaults:\n  - scope: {type: posts}\n    values: {permalink: "/:year/:title"}\n',
        'news/_posts/2020-01-02-a.md': POST,
        'tips/_posts/2020-01-02-b.md': POST,
        'about.md': POST,
        'README.md': '# A',
        'index.md': POST,
      },
      {
        contentRoot: '.',
        posts: ['**/_posts/**/*.{md,markdown}'],
        pages: ['*.{md,markdown}'],
        ignore: ['README.md', 'index.{md,markdown}', '404.{md,markdown}'],
        formerPermalinks: ['/{categories}/{year}/{month}/{day}/{name}.html', '/{year}/{name}'],
      },
    ],
    [
      'Hexo',
      {
        '_config.yml': 'url: https://a.example\n',
        'package.json': '{}',
        'scaffolds/post.md': '',
        'source/_posts/a.md': POST,
      },
      {
        tool: 'hexo',
        contentRoot: 'source',
        posts: ['_posts/**/*.{md,markdown}'],
        formerPermalinks: ['/{year}/{month}/{day}/{name}/'],
      },
    ],
    [
      'Zola, whose posts lie beside each other',
      {
        'config.toml': 'base_url = "https://a.example"\n',
        'static/a.txt': '',
        ...list('content/a*.md', 20),
        'content/x/b.md': POST,
      },
      {
        tool: 'zola',
        contentRoot: 'content',
        posts: ['*.{md,markdown}', 'x/**/*.{md,markdown}'],
        pages: [],
        assetRoots: ['static'],
      },
    ],
    [
      'Quartz',
      {
        'quartz.config.ts':
          'const c = { configuration: { baseUrl: "a.example", ignorePatterns: ["private", ".obsidian"] } }',
        'content/a.md': POST,
        'content/private/b.md': POST,
      },
      {
        tool: 'quartz',
        contentRoot: 'content',
        ignore: ['private/**', '**/{_index,index}.md'],
        formerUrl: 'https://a.example',
        publishes: true,
      },
    ],
    [
      'an Obsidian vault with its settings',
      {
        '.obsidian/app.json': '{"attachmentFolderPath": "Files"}',
        '.obsidian/templates.json': '{"folder": "Templates"}',
        'Templates/t.md': '',
        'Files/a.png': '',
        'Note.md': 'x',
        'README.md': '',
      },
      {
        tool: 'obsidian',
        contentRoot: '.',
        ignore: ['README.md', 'Templates/**'],
        assetRoots: ['.', 'Files'],
        titleFromFilename: true,
        publishes: false,
      },
    ],
    ['a vault without its settings, by its links', list('Note *.md', 6, 'See [[Note 1]].\n'), { tool: 'obsidian' }],
    [
      'no vault: one file speaks of `[[ ]]`',
      { ...list('posts/a*.md', 9), 'posts/b.md': 'if [[ -f x ]]' },
      { tool: 'plain', contentRoot: 'posts' },
    ],
    [
      'Docusaurus in website/',
      {
        'website/docusaurus.config.ts': "const config = { url: 'https://a.example', baseUrl: '/x/' }",
        'website/blog/2020-01-02-a.mdx': POST,
        'website/blog/authors.yml': 'jd:\n  name: Jane Doe\n',
        'docs/a.md': POST,
        'website/static/a.txt': '',
      },
      {
        tool: 'docusaurus',
        contentRoot: 'website',
        posts: ['blog/**/*.{md,mdx,markdown}'],
        assetRoots: ['website/static', 'website'],
        formerUrl: 'https://a.example/x',
        leftOut: ['docs/ (1 file, a manual)'],
      },
    ],
    [
      'Astro',
      {
        'astro.config.mjs': "export default defineConfig({ site: 'https://a.example' })",
        'src/content/blog/a.mdx': POST,
        'public/a.txt': '',
      },
      {
        tool: 'astro',
        contentRoot: 'src/content',
        posts: ['blog/**/*.{md,mdx,markdown}'],
        assetRoots: ['public', 'src'],
        dialects: ['mdx'],
      },
    ],
    [
      'Eleventy',
      {
        'eleventy.config.js': "export default () => ({ dir: { input: './src' } })",
        'src/posts/a.md': POST,
        'src/about.md': POST,
      },
      { tool: 'eleventy', contentRoot: 'src', posts: ['posts/**/*.{md,markdown}'], pages: ['*.{md,markdown}'] },
    ],
    [
      'Gatsby',
      {
        'gatsby-config.js': 'module.exports = { siteMetadata: { siteUrl: `https://a.example` } }',
        'content/blog/a/index.md': POST,
      },
      {
        tool: 'gatsby',
        contentRoot: 'content',
        posts: ['blog/**/*.{md,mdx,markdown}'],
        formerUrl: 'https://a.example',
      },
    ],
    [
      'a Hugo site in a folder of a larger repository',
      {
        'README.md': '',
        'contents/x.md': POST,
        'website/hugo.toml': '',
        'website/content/posts/a.md': POST,
        'website/content/posts/b.md': POST,
        'website/static/a.txt': '',
      },
      { tool: 'hugo', contentRoot: 'website/content', assetRoots: ['website/static'] },
    ],
    ['posts in public/', { 'public/a/index.md': POST, 'public/a/a.png': '' }, { tool: 'plain', contentRoot: 'public' }],
    [
      'Eleventy with `_posts`',
      { '.eleventy.js': '', '_posts/a.md': POST, '_includes/x.md': '' },
      { tool: 'eleventy', contentRoot: '.', posts: ['_posts/**/*.{md,markdown}'] },
    ],
    [
      'Eleventy with folders that it ignores',
      {
        'eleventy.config.js': '',
        '.eleventyignore': '# a\ntest/\n./posts/old/**\nREADME.md\nnone/\n',
        'posts/a.md': POST,
        'posts/old/b.md': POST,
        'test/c.md': POST,
      },
      {
        tool: 'eleventy',
        posts: ['posts/**/*.{md,markdown}'],
        ignore: ['posts/old/**'],
        leftOut: ['test/ (1 file, its .eleventyignore)', 'posts/old/ (1 file, its .eleventyignore)'],
      },
    ],
    [
      'Hexo, whose theme fills pages without a text',
      {
        '_config.yml': 'url: https://a.example',
        'package.json': '',
        'source/_posts/a.md': POST,
        'source/tags/index.md': '---\ntitle: Tags\ntype: tags\n---\n',
        'source/links/index.md': 'title: Links\n---\n\n',
        'source/about/index.md': '---\ntitle: About\n---\nText.\n\n---\n',
      },
      {
        tool: 'hexo',
        pages: ['*/index.{md,markdown}'],
        ignore: ['links/index.md', 'tags/index.md'],
        leftOut: ['pages without a text, which the theme fills (links/index.md, tags/index.md)'],
      },
    ],
    [
      'Quarto with a blog beside other pages',
      {
        '_quarto.yml': 'project:\n  type: website\nwebsite:\n  site-url: "https://a.example"\n',
        'index.qmd': POST,
        'blog/index.qmd': '---\nlisting: {contents: posts}\n---\n',
        'blog/2020/a/index.qmd': POST,
        'blog/2021/b.md': POST,
        'research/c.qmd': POST,
      },
      {
        tool: 'quarto',
        contentRoot: '.',
        posts: ['blog/**/*.{qmd,md,markdown}'],
        ignore: ['blog/index.qmd'],
        dialects: ['quarto'],
        publishes: true,
        formerUrl: 'https://a.example',
        leftOut: ['what is not in blog/ (2 files)'],
      },
    ],
    [
      'Quarto that is a book',
      { '_quarto.yml': 'book: {}\n', 'index.qmd': POST, ...list('c*.qmd', 14) },
      { tool: 'quarto', posts: ['*.{qmd,md,markdown}'], ignore: ['index.qmd'], leftOut: [] },
    ],
    [
      'a site within a program, of .mdx',
      {
        'README.md': 'x',
        'docs/how-to-build.md': POST,
        'packages/a/README.md': 'x',
        ...list('services/site/content/blog/p*.mdx', 4),
        'services/site/content/pages/about.md': POST,
      },
      {
        tool: 'plain',
        contentRoot: 'services/site/content',
        dialects: ['mdx'],
        leftOut: ['other Markdown of this repository (1 file)'],
      },
    ],
    [
      'a folder called like a blog beside notes about the program',
      { 'notes.md': POST, 'web/posts/a.md': POST, 'web/posts/b.md': POST },
      {
        tool: 'plain',
        contentRoot: 'web/posts',
        dialects: [],
        leftOut: ['other Markdown of this repository (1 file)'],
      },
    ],
    [
      'kinds of files that are not read are named',
      { 'hugo.toml': '', 'content/posts/a.md': POST, 'content/posts/b.Rmd': POST, 'content/posts/c.mdx': POST },
      { tool: 'hugo', leftOut: ['.mdx (1 file)', '.rmd (1 file)'] },
    ],
    [
      'an empty content folder beside the posts',
      { 'content/keep.txt': '', 'texts/a.md': POST },
      { tool: 'plain', contentRoot: 'texts' },
    ],
    [
      'a config that cannot be read',
      { 'hugo.toml': '= broken', 'content/posts/a.md': POST },
      {
        tool: 'hugo',
        contentRoot: 'content',
        formerUrl: undefined,
        leftOut: ['the settings in hugo.toml, which cannot be read'],
      },
    ],
    [
      'a config that is too large to be one',
      { 'hugo.toml': `baseURL = "https://a.example"\n${'# a\n'.repeat(300_000)}`, 'content/posts/a.md': POST },
      { tool: 'hugo', formerUrl: undefined, leftOut: ['the settings in hugo.toml, which cannot be read'] },
    ],
    [
      'a config that is a folder',
      { 'hugo.toml/x': '', 'content/posts/a.md': POST },
      { tool: 'hugo', leftOut: ['the settings in hugo.toml, which cannot be read'] },
    ],
  ])('%s', async (_, files, layout) => {
    expect(await findLayout(make(files))).toMatchObject(layout)
  })
})

test('a config that is a link out of the project is not read', async () => {
  const folder = make({ 'a/content/posts/a.md': POST, 'b/hugo.toml': 'baseURL = "https://a.example"\n' })
  symlinkSync('../b/hugo.toml', join(folder, 'a/hugo.toml'))
  const { tool, formerUrl, leftOut } = await findLayout(join(folder, 'a'))
  expect({ tool, formerUrl, leftOut }).toEqual({
    tool: 'hugo',
    formerUrl: undefined,
    leftOut: ['the settings in hugo.toml, which cannot be read'],
  })
})

describe('what is proposed', () => {
  const propose = async (files: Files) => {
    const folder = make(files)
    return proposeContent(folder, await findLayout(folder))
  }

  test('nothing that the files do not need', async () => {
    const found = await propose({ 'hugo.toml': '', 'content/posts/a.md': POST })
    expect(found).toMatchObject({
      posts: 1,
      pages: 0,
      policies: undefined,
      names: [],
      reasons: [],
      defaults: { status: 'published' },
    })
    expect(Object.keys(found.content).sort()).toEqual(['formerPermalinks', 'posts', 'root'])
  })

  test('a rule for each kind of trouble, with its count', async () => {
    const found = await propose({
      'hugo.toml': '',
      'content/posts/2019/a.md':
        '---\ntitle: A\ndate: 2019-01-01\nauthor: Jane Doe\n---\n![x](gone.png) [y](gone.md)\n',
      'content/posts/2020/a.md': '---\ntitle: A\ndate: 2020-01-01\nauthor: Jane Doe\n---\nText.\n',
      'content/posts/b.md': 'Text.\n',
    })
    expect(found.content).toMatchObject({ titleFrom: 'filename', slugCollisions: 'year' })
    expect(found.policies).toEqual({ missingAssets: 'warn', deadLinks: 'warn', unknownAuthors: 'warn' })
    expect(found.names).toEqual([{ name: 'Jane Doe', files: 2 }])
    expect(found.reasons).toHaveLength(4)
  })

  test('the dialect of Docusaurus where files have admonitions', async () => {
    const found = await propose({
      '_config.yml': '',
      'package.json': '',
      'source/_posts/a.md': `${POST}\n:::info\nx\n:::\n`,
    })
    expect(found.markdown).toMatchObject({ dialects: ['hexo', 'docusaurus'], smartQuotes: true })
  })

  test('the source of formulas as code, where KaTeX cannot read one', async () => {
    const found = await propose({ 'content/a.md': `${POST}\n$\\nope$\n` })
    expect(found.markdown).toMatchObject({ unreadableMath: 'code' })
    expect(found.reasons).toEqual([expect.stringContaining('1 file with a formula')])
  })

  test('the dialect of MDX where files have JSX', async () => {
    const found = await propose({
      'content/a.md': `${POST}\n<iframe style={{ width: 300 }} src="https://a.example" />\n`,
    })
    expect(found.markdown).toMatchObject({ dialects: ['mdx'] })
    const other = await propose({ 'content/a.md': `${POST}\n<iframe src="https://a.example"></iframe>\n` })
    expect(other.markdown?.dialects).toBeUndefined()
  })

  test('what goes beyond GitHub Flavored Markdown is left off where no file and no tool has it', async () => {
    const none = await propose({ 'content/a.md': `${POST}\na ==> b, x^2 + y^2, at 10:30:00\n` })
    expect(none.markdown).toEqual({
      highlights: false,
      scripts: false,
      definitionLists: false,
      headingIds: false,
      emoji: false,
    })
    const all = await propose({
      'content/a.md': `${POST}\n## Title {#own}\n\n==a== H~2~O :tada:\n\nTerm\n: meaning\n`,
    })
    expect(all.markdown).toBeUndefined()
    const vault = await propose({ '.obsidian/app.json': '{}', 'Note.md': 'x^2^' })
    expect(vault.markdown).toEqual({ dialects: ['obsidian'], definitionLists: false, headingIds: false, emoji: false })
    expect((await propose({ '.obsidian/app.json': '{}' })).markdown).toEqual({ dialects: ['obsidian'] })
  })

  test('a vault whose notes collide gets its folders', async () => {
    const found = await propose({ '.obsidian/app.json': '{}', 'a/Note.md': 'x', 'b/Note.md': 'y' })
    expect(found.content).toMatchObject({ slugCollisions: 'folder', titleFrom: 'filename' })
    expect(found.defaults).toBeUndefined()
  })
})
