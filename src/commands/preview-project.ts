import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { namePreviewProject, namePreviewTag } from '../ghost/name-preview.ts'
import { isPreviewName } from '../scan/preview/preview-post.ts'
import type { Project } from './wiring.ts'

/**
 * The project as a preview sees it: a project of its own with a tag of its own, so that neither its drafts nor its removals ever meet the real posts.
 * @throws GhostSyncFailure `usage/preview-name`
 */
export function previewProject(project: Project, name: string): Project {
  if (!isPreviewName(name)) {
    throw new GhostSyncFailure('usage/preview-name', `"${name}" cannot be the name of a preview`, EXIT_CODE.usage, {
      hint: 'Take up to 40 small letters, digits and dashes, such as pr-12: it becomes part of the addresses.',
    })
  }
  const { config } = project
  const sites = config.sites.map((site) => {
    const { policies } = site
    const ownershipTag = namePreviewTag(policies.ownershipTag)
    return { ...site, policies: { ...policies, ownershipTag, onRemove: 'report' as const } }
  })
  return { ...project, config: { ...config, project: namePreviewProject(config.project, name), sites } }
}
