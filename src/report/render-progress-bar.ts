import stringWidth from 'string-width'
import { type Progress, renderProgressLine } from './render-progress-line.ts'

/**
 * Progress as a bar, for a terminal line that is drawn over again: never wider than `width`, because a line that wraps cannot be
 * drawn over. No newline, no escape sequence.
 */
export function renderProgressBar({ done, total, label, width }: Progress): string {
  const cells = Math.min(24, Math.floor(width / 3))
  const filled = total === 0 ? 0 : Math.min(cells, Math.max(0, Math.floor((done / total) * cells)))
  const bar = `${'█'.repeat(filled)}${'░'.repeat(cells - filled)}  `
  return `${bar}${renderProgressLine({ done, total, label, width: Math.max(0, width - stringWidth(bar)) })}`
}
