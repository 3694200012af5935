import type { Reference } from '../../markdown/markdown-document.ts'
import { findAnchor } from './find-anchor.ts'
import type { LinkWorld, ResolvedLink } from './link-world.ts'

/** A link to a Markdown file becomes the post's address on the site at hand, or an error where the post does not go there. */
export function resolveLinkedFile(
  linked: string,
  query: string,
  fragment: string | undefined,
  reference: Reference,
  world: LinkWorld,
): ResolvedLink {
  const target = world.targets.get(linked)
  if (target?.kind !== 'here') {
    return {
      findings: [
        {
          severity: 'error',
          code: 'link/elsewhere',
          line: reference.line,
          ofSite: true,
          message: `\`${reference.target}\` leads to \`${linked}\`, which does not go to the site \`${world.site}\`.`,
          cure: `Add \`${world.site}\` to its \`sites\`, or remove the link.`,
        },
      ],
    }
  }
  if (target.url === undefined) return { linked, url: world.siteUrl, findings: [] }
  const url = `${target.url}${query}`
  return fragment === undefined || fragment === ''
    ? { linked, url, findings: [] }
    : resolveAnchor(url, linked, fragment, reference, world)
}

/**
 * A link to a heading.
 *
 * @param url Of the post; empty for the post itself.
 * @param linked `SourceFile.path` of the file that has the heading.
 */
export function resolveAnchor(
  url: string,
  linked: string,
  fragment: string,
  reference: Reference,
  world: LinkWorld,
): ResolvedLink {
  const target = world.targets.get(linked)
  const isSelf = url === ''
  const rest = isSelf ? {} : { linked }
  if (fragment === '' || fragment === 'top' || target?.kind !== 'here')
    return { ...rest, url: `${url}#${fragment}`, findings: [] }
  const id = findAnchor(target.document, fragment)
  if (id !== undefined) return { ...rest, url: `${url}#${id}`, findings: [] }
  // The heading that became the title is not in the body any more: the top of the page is the place.
  if (findAnchor(target.written, fragment) !== undefined) return { ...rest, url: isSelf ? '#' : url, findings: [] }
  const meant = world.suggest(fragment, () => target.document.headings.map(({ githubId }) => githubId))
  return {
    ...rest,
    url: `${url}#${fragment}`,
    findings: [
      {
        severity: 'warning',
        code: 'link/unknown-anchor',
        line: reference.line,
        message: `\`${reference.target}\` names a heading that ${isSelf ? 'this file' : `\`${linked}\``} does not have.`,
        cure: meant === undefined ? 'Correct it, or add the heading.' : `Did you mean \`#${meant}\`?`,
      },
    ],
  }
}
