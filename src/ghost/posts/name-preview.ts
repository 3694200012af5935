/**
 * Names the internal tag of preview drafts. They have a tag of their own, so that no list of real posts, however it is filtered, includes them.
 * @param ownershipTag of the real posts
 */
export function namePreviewTag(ownershipTag: string): string {
  return `${ownershipTag}-preview`
}

/** Names the project in the stamps of a preview's drafts. No config has such a name by accident: nobody writes a slash and `preview` there. */
export function namePreviewProject(project: string, preview: string): string {
  return `${project}/preview/${preview}`
}

/** Whether a project's name is that of one of another project's previews. */
export function isPreviewOf(project: string, name: string): boolean {
  return name.startsWith(namePreviewProject(project, ''))
}
