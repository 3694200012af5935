/** Written as the last file of whatever is put into the cache. A folder without it does not count as installed. */
export const INSTALLED_MARKER = '.ghost-sync-installed.json'
