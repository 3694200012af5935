/**
 * The internal tag of preview drafts: their own, so that no list of real posts, however it is filtered, has one of them in it.
 * @param ownershipTag of the real posts
 */
export function namePreviewTag(ownershipTag: string): string {
  return `${ownershipTag}-preview`
}

/** The project in the stamps of a preview's drafts. No config can name one like it by accident: nobody puts a slash and `preview` there. */
export function namePreviewProject(project: string, preview: string): string {
  return `${project}/preview/${preview}`
}
