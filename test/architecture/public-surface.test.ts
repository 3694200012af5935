import { expect, test } from 'vitest'
import * as library from '../../src/index.ts'

/** What a user of the library can call: a name that goes from here breaks somebody's program, one that comes is a promise. */
test('the library is made of these', () => {
  expect(Object.keys(library).sort()).toMatchInlineSnapshot(`
    [
      "EXIT_CODE",
      "FIELDS",
      "GhostSyncFailure",
      "connectSite",
      "convertMarkdown",
      "createAssetReader",
      "defineConfig",
      "desirePosts",
      "fetchRemotePosts",
      "listAllPosts",
      "loadConfig",
      "openSiteFiles",
      "parseMarkdown",
      "planSite",
      "publishSite",
      "pullSite",
      "readBody",
      "readHtml",
      "readMobiledoc",
      "readSiteFacts",
      "scanContent",
      "writeMarkdown",
    ]
  `)
})
