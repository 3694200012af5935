// Everything that a plan does before and after it has asked the site: files to the posts that the site should show.
import { join } from 'node:path'
import { findCapabilities } from '../../dist/ghost/transport/capabilities.js'
import { DEFAULT_OPTIONS } from '../../dist/markdown/index.js'
import { createAssetReader } from '../../dist/scan/assets/asset-reader.js'
import { desirePosts } from '../../dist/scan/desire-posts.js'
import { scanContent } from '../../dist/scan/scan-content.js'
import { startClock } from './start-clock.mjs'

const { root, count } = JSON.parse(process.argv[2])
const content = {
  root: join(root, 'content'),
  posts: ['**/*.md'],
  pages: [],
  ignore: [],
  assetRoots: [join(root, 'content')],
  maxAssetBytes: 1e7,
  maxAssetsBytes: 2_147_483_648,
  maxSourceBytes: 10_485_760,
  maxFiles: 20_000,
  markdown: DEFAULT_OPTIONS,
}
const policies = {
  ownershipTag: '#ghost-sync',
  onRemove: 'report',
  maxDeletes: undefined,
  concurrency: 3,
  timeoutSeconds: 30,
  unknownKeys: 'warning',
  unsupported: 'error',
  unknownAuthors: 'error',
  missingAssets: 'error',
  deadLinks: 'error',
}
const rules = {
  titleFrom: 'heading',
  slugCollisions: 'error',
  authors: new Map(),
  formerUrl: undefined,
  formerPermalinks: [],
  assetUrl: undefined,
  inlineTags: false,
  dialects: [],
}
const site = {
  name: 'bench',
  url: 'https://bench.example.com',
  permalink: '/{slug}/',
  defaults: {},
  apiVersion: 'auto',
  policies,
  rules,
}
const facts = {
  version: '5.130',
  major: 5,
  title: 'Bench',
  url: site.url,
  timezone: 'Etc/UTC',
  authors: [],
  tiers: [],
  newsletters: [],
  templates: undefined,
  capabilities: findCapabilities(5),
}
const stop = startClock()
const { files } = await scanContent(content, root)
const readAsset = createAssetReader(content, root)
const { posts, problems } = await desirePosts({
  files,
  site,
  siteNames: ['bench'],
  facts,
  policies,
  now: new Date(),
  readAsset,
})
const spent = stop()
if (posts.length !== count) throw new Error(`${posts.length} of ${count} posts: ${JSON.stringify(problems[0])}`)
console.log(JSON.stringify(spent))
