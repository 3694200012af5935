import type { AlertKind } from '../tokens/read-alert.ts'
import { escapeHtml } from './escape-html.ts'

export interface CalloutLook {
  /** Empty for none. */
  readonly emoji: string
  /** Ghost's name of it. */
  readonly color: string
}

/** GitHub's alerts in Ghost's colours. */
export const ALERT_LOOKS: Readonly<Record<AlertKind, CalloutLook>> = {
  note: { emoji: 'ℹ️', color: 'blue' },
  tip: { emoji: '💡', color: 'green' },
  important: { emoji: '❗', color: 'purple' },
  warning: { emoji: '⚠️', color: 'yellow' },
  caution: { emoji: '🛑', color: 'red' },
}

/** Ghost's callout card by hand, for what the card itself would not keep: Ghost loads the cards' styles on every page. */
export function renderCallout(html: string, { emoji, color }: CalloutLook): string {
  const icon = emoji === '' ? '' : `<div class="kg-callout-emoji">${escapeHtml(emoji)}</div>\n`
  return `<div class="kg-card kg-callout-card kg-callout-card-${escapeHtml(color)}">
${icon}<div class="kg-callout-text">
${html}
</div>
</div>`
}
