/**
 * Whether a tag is the one that marks a post as ours. Case makes no difference: to Ghost on MySQL there is only one of `#ghost-sync` and
 * `#Ghost-Sync`, and a post that got the other spelling must not be taken for somebody else's.
 */
export function isOwnershipTag(name: string, ownershipTag: string): boolean {
  return name.toLowerCase() === ownershipTag.toLowerCase()
}
