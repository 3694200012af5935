import type { Loss } from '../../diff/compare/list-losses.ts'
import { countNoun, makePrintable } from '../../model/text.ts'
import { shortenText } from '../text/width.ts'

const BLOCKS: Readonly<Record<string, string>> = {
  'extended-heading': 'heading',
  'extended-quote': 'quote',
  aside: 'quote',
}

const LONGEST_VALUE = 60

/**
 * Renders what a push would lose of a post beside the words that it changes, a line each.
 * @param all false: only their number
 */
export function renderLosses(losses: readonly Loss[], all: boolean): string[] {
  if (losses.length === 0) return []
  if (all) return losses.map((loss) => `${nameBlock(loss)}: ${describeLoss(loss)}; will be lost`)
  const what = countNoun(losses.length, 'thing')
  return [
    `${what} that Markdown cannot say will be lost with the blocks that change: --diff shows ${losses.length === 1 ? 'it' : 'them'}`,
  ]
}

function nameBlock({ block, nth }: Loss): string {
  return `${BLOCKS[block] ?? makePrintable(block)} ${nth}`
}

function describeLoss({ what, value }: Loss): string {
  const shown = shortenText(makePrintable(value), LONGEST_VALUE)
  switch (what) {
    case 'alignment':
      return value === 'center' ? 'centred text' : `text aligned to the ${shown}`
    case 'indent':
      return 'its indent'
    case 'tk':
      return `the mark of "${shown}" as text to come`
    case 'style':
      return `text with the style \`${shown}\``
    case 'link':
      return `a link with \`${shown}\``
    case 'checks':
      return 'the ticks of a check list'
    case 'key':
      return `\`${shown}\`, a property that ghost-sync does not know`
  }
}
