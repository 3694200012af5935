import { readStaffToken } from '../e2e/read-staff-token.ts'
import { type BadInput, SOUND_POST } from './bad-input.ts'

const post = (frontMatter: string, body = 'Text.') => ({
  'content/posts/bad.md': `---\n${frontMatter}\n---\n${body}\n`,
  'content/posts/sound.md': SOUND_POST,
})

/** What stands above the text. The sound post beside the bad one shows that it is still planned. */
export const FRONT_MATTER_CASES: readonly BadInput[] = [
  { name: 'broken-yaml', exitCode: 3, files: post('title: Bad\ntags: [one, two\nstatus: draft') },
  { name: 'yaml-with-a-tab', exitCode: 3, files: post('title: Bad\nseo:\n\ttitle: Tabs are no indentation') },
  { name: 'yaml-with-a-bare-colon', exitCode: 3, files: post('title: Ghost: the tool\nstatus: draft') },
  { name: 'yaml-key-twice', exitCode: 3, files: post('title: Bad\nstatus: draft\ntitle: Worse') },
  {
    name: 'broken-toml',
    exitCode: 3,
    files: {
      'content/posts/bad.md': '+++\ntitle = "Bad"\ndraft = yes\n+++\nText.\n',
      'content/posts/sound.md': SOUND_POST,
    },
  },
  {
    name: 'broken-json',
    exitCode: 3,
    files: {
      'content/posts/bad.md': '{\n  "title": "Bad",\n  "draft": true,\n}\n\nText.\n',
      'content/posts/sound.md': SOUND_POST,
    },
  },
  {
    name: 'front-matter-that-runs',
    exitCode: 3,
    files: {
      'content/posts/bad.md':
        '---js\n{ title: require("node:fs").readFileSync("/etc/hostname", "utf8") }\n---\nText.\n',
      'content/posts/sound.md': SOUND_POST,
    },
  },
  {
    name: 'front-matter-not-closed',
    exitCode: 3,
    files: {
      'content/posts/bad.md': '---\ntitle: Bad\n\nThe text begins here.\n',
      'content/posts/sound.md': SOUND_POST,
    },
  },
  {
    name: 'not-utf-8',
    exitCode: 3,
    files: {
      'content/posts/bad.md': Buffer.from('---\ntitle: Bad\n---\nGr\xfc\xdfe aus K\xf6ln.\n', 'latin1'),
      'content/posts/sound.md': SOUND_POST,
    },
  },
  { name: 'no-title', exitCode: 3, files: post('status: draft') },
  { name: 'title-too-long', exitCode: 3, files: post(`title: ${'Very '.repeat(60)}long`) },
  { name: 'bad-date', exitCode: 3, files: post('title: Bad\ndate: 2026-02-30') },
  { name: 'scheduled-without-date', exitCode: 3, files: post('title: Bad\nstatus: scheduled') },
  { name: 'status-that-does-not-exist', exitCode: 3, files: post('title: Bad\nstatus: publish') },
  { name: 'neither-true-nor-false', exitCode: 3, files: post('title: Bad\nfeatured: maybe') },
  { name: 'unknown-key', exitCode: 0, files: post('title: Bad\nfeature_imgae: a.png\ntagz: [one]') },
  { name: 'unknown-author', exitCode: 3, files: post('title: Bad\nauthors: [nobody]') },
  {
    name: 'unknown-tier-and-newsletter',
    exitCode: 3,
    files: post('title: Bad\nvisibility: tiers\ntiers: [platinum]\nnewsletter: weekly'),
  },
  {
    // Only a staff access token may see which templates the theme has.
    name: 'unknown-template',
    exitCode: 3,
    env: async ([site]) => ({ MAIN_ADMIN: site === undefined ? undefined : await readStaffToken(site) }),
    files: post('title: Bad\ncustom_template: wide.hbs'),
  },
  { name: 'unknown-site-in-a-post', exitCode: 3, files: post('title: Bad\nsites: [mian]') },
  { name: 'slug-that-ghost-would-change', exitCode: 0, files: post('title: Bad\nslug: My Post!') },
  {
    name: 'duplicate-slugs',
    exitCode: 3,
    files: {
      'content/posts/2026-01-02-same.md': '---\ntitle: One\n---\nText.\n',
      'content/posts/other.md': '---\ntitle: Two\nslug: same\n---\nText.\n',
      'content/posts/sound.md': SOUND_POST,
    },
  },
  {
    name: 'everything-at-once',
    exitCode: 3,
    files: {
      'content/posts/bad.md':
        '---\ntitle: Bad\ndate: yesterday\nauthors: [nobody]\nfeature_image: none.png\ncanonical_url: example.com\n---\n![x](y.png) [z](z.md)\n',
      'content/posts/worse.md': '---\ntitle: {\n---\n',
      'content/posts/sound.md': SOUND_POST,
    },
  },
]
