import { defineConfig } from 'ghost-sync'

// The config of the demo, and an example to start yours from. `npm run demo` starts two Ghost sites on this machine, puts their
// addresses and keys into the environment under the names below, and publishes content/ to both.
//
// Hover over an option in your editor to read what it does and what its default is.
export default defineConfig({
  // Goes into the stamp of every post, so that several repositories can publish to one site. Choose it once.
  project: 'ghost-sync-demo',

  // The names (main, notes) are what `--site NAME` and `sites:` in front matter use. Keys are never written here, only the names of
  // the environment variables that hold them: a line in the .env file beside this file (see .env.example), or a secret of a CI job.
  sites: {
    main: {
      // An address that is the same on every machine is written as `url: 'https://blog.example.com'`.
      urlEnv: 'GHOST_MAIN_URL',
      adminKeyEnv: 'GHOST_MAIN_ADMIN_API_KEY',
      // Optional: lets `ghost-sync sites` and `ghost-sync doctor` look at the site as a reader does.
      contentKeyEnv: 'GHOST_MAIN_CONTENT_API_KEY',
    },
    notes: {
      urlEnv: 'GHOST_NOTES_URL',
      adminKeyEnv: 'GHOST_NOTES_ADMIN_API_KEY',
      contentKeyEnv: 'GHOST_NOTES_CONTENT_API_KEY',
      // Front matter that every file begins with on this site; the file's own wins.
      defaults: { tags: ['Notes'] },
    },
  },

  content: {
    // Files outside this folder are never read as posts and never uploaded. Below it, pages/ holds pages and the rest is posts.
    root: 'content',
    // A path such as /images/a.png is looked up in the root, then in these folders. Hugo: ['static'], Jekyll and Obsidian: ['.'].
    assetRoots: [],
    maxAssetSize: '20 MB',
  },

  // Front matter that every file begins with on every site, under Ghost's own names.
  defaults: { visibility: 'public' },

  policies: {
    // A post whose file is gone is only reported. 'unpublish' sets it back to draft, 'delete' deletes it.
    onRemove: 'report',
    // More removals than this in one run are refused: more likely a wrong folder than an intention.
    maxDeletes: 5,
    // A misspelt key in front matter: 'warning' publishes the post all the same, 'error' does not.
    unknownKeys: 'warning',
  },
})
