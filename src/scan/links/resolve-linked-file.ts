import type { MarkdownDocument, Reference } from '../../markdown/index.ts'
import type { Finding } from '../source/finding.ts'
import { type Anchor, findAnchor } from './find-anchor.ts'
import { type LinkContext, ownPath, type ResolvedLink } from './link-context.ts'

/** Resolves a link that names a file, and in it a heading by its text, or a block by its id. */
export function resolveNamedFile(
  linked: string,
  fragment: string | undefined,
  reference: Reference,
  world: LinkContext,
): ResolvedLink {
  const isSelf = linked === ownPath(world)
  const target = world.targets.get(linked)
  if (fragment === undefined || fragment === '' || target?.kind !== 'here')
    return resolveLinkedFile(linked, '', undefined, reference, world)
  const id = fragment.startsWith('^') ? undefined : fragment
  const line = id === undefined ? target.document.rewritten?.blockIds.get(fragment.slice(1)) : undefined
  if (line !== undefined) {
    // No place of Ghost has an id but its headings: the nearest one above the block is where readers begin to look for it.
    const heading = target.document.headings.filter((one) => one.line <= line).at(-1)
    const url = isSelf ? '' : (target.url ?? world.siteUrl)
    return {
      ...(isSelf ? {} : { linked }),
      url: heading === undefined ? url || '#' : `${url}#${heading.ghostId}`,
      findings: [],
    }
  }
  return isSelf
    ? resolveAnchor('', linked, fragment, reference, world)
    : resolveLinkedFile(linked, '', fragment, reference, world)
}

/** Resolves a link to a Markdown file to the post's address on the site, or to an error where the post does not go there. */
export function resolveLinkedFile(
  linked: string,
  query: string,
  fragment: string | undefined,
  reference: Reference,
  world: LinkContext,
): ResolvedLink {
  const target = world.targets.get(linked)
  if (target?.kind !== 'here') {
    const isPrivate = target?.kind === 'private'
    const isLeftOut = world.policies.deadLinks === 'warn'
    const reason = isPrivate ? 'never leaves the repository' : `does not go to the site \`${world.site}\``
    const finding: Finding = {
      severity: isLeftOut ? 'warning' : 'error',
      code: isPrivate ? 'link/private' : 'link/elsewhere',
      line: reference.line,
      ofSite: true,
      message: `\`${reference.target}\` leads to \`${linked}\`, which ${reason}${isLeftOut ? ': its words stay, without the link' : ''}.`,
      hint: isPrivate
        ? 'Remove the link, or publish that file too.'
        : `Add \`${world.site}\` to its \`sites\`, or remove the link.`,
    }
    return { ...(isLeftOut && { isLeftOut, url: world.siteUrl }), findings: [finding] }
  }
  if (target.url === undefined) return { linked, url: world.siteUrl, findings: [] }
  const url = `${target.url}${query}`
  return fragment === undefined || fragment === ''
    ? { linked, url, findings: [] }
    : resolveAnchor(url, linked, fragment, reference, world)
}

/**
 * Resolves a link to a heading.
 *
 * @param url Of the post; empty for the post itself.
 * @param linked `SourceFile.path` of the file that has the heading.
 */
export function resolveAnchor(
  url: string,
  linked: string,
  fragment: string,
  reference: Reference,
  world: LinkContext,
): ResolvedLink {
  const target = world.targets.get(linked)
  const isSelf = url === ''
  const rest = isSelf ? {} : { linked }
  if (fragment === '' || fragment === 'top' || target?.kind !== 'here')
    return { ...rest, url: `${url}#${fragment}`, findings: [] }
  const anchor = findAnchor(target.document, fragment)
  if (anchor !== undefined) {
    const findings = anchor.rivals.length === 0 ? [] : [describeRivals(anchor, target.document, reference)]
    return { ...rest, url: `${url}#${anchor.id}`, findings }
  }
  // The heading that became the title is not in the body any more, so the link leads to the top of the page.
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
        hint: meant === undefined ? 'Correct it, or add the heading.' : `Did you mean \`#${meant}\`?`,
      },
    ],
  }
}

/** Tells that an anchor is the one of several headings, by the rules of different tools. */
function describeRivals({ id, rivals }: Anchor, document: MarkdownDocument, { target, line }: Reference): Finding {
  const meant = document.headings.filter((heading) => heading.ghostId === id || rivals.includes(heading)).slice(0, 3)
  const chosen = meant.find(({ ghostId }) => ghostId === id)
  const names = meant.map(({ githubId }) => githubId)
  const isPlain = names.every((name, nth) => {
    const anchor = findAnchor(document, name)
    return anchor?.rivals.length === 0 && anchor.id === meant[nth]?.ghostId
  })
  return {
    severity: 'warning',
    code: 'link/ambiguous-anchor',
    line,
    message: `\`${target}\` may mean the headings ${meant.map((heading) => `"${heading.text}" (line ${heading.line})`).join(' and ')}: it leads to line ${chosen?.line}.`,
    hint: isPlain
      ? `Write ${names.map((name) => `\`#${name}\``).join(' or ')}.`
      : 'Give the one that is meant an id, as in `## Title {#id}`, and link to `#id`.',
  }
}
