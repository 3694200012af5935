import type { Action } from '../../diff/plan.ts'

/** How a report is to look. Handed in, so that the same values always give the same text. */
export interface ReportOptions {
  /** ANSI colours; without them the text holds no escape sequence at all. */
  readonly colour: boolean
  /** Columns that values are shortened to. Problems, failures and URLs are never shortened: half a hint is none. @default 100 */
  readonly width?: number
  /** Also what needs nobody's attention: unchanged posts, the fields of a new one, the causes of a failure. @default false */
  readonly verbose?: boolean
}

export const DEFAULT_WIDTH = 100

/** The sign that a line begins with. All of them are in WGL4, the set that every system font has had since the 1990s. */
export interface Glyph {
  readonly sign: string
  readonly colour: 'green' | 'yellow' | 'red' | 'magenta' | 'cyan' | 'dim'
  /** For the legend. */
  readonly meaning: string
}

export const GLYPHS = {
  create: { sign: '+', colour: 'green', meaning: 'create' },
  update: { sign: '~', colour: 'yellow', meaning: 'update' },
  renamed: { sign: '→', colour: 'cyan', meaning: 'file was renamed' },
  delete: { sign: '-', colour: 'red', meaning: 'delete' },
  unpublish: { sign: '↓', colour: 'magenta', meaning: 'unpublish' },
  leftAlone: { sign: '?', colour: 'cyan', meaning: 'left alone' },
  gone: { sign: '-', colour: 'cyan', meaning: 'deleted in Ghost, not made again' },
  conflict: { sign: '!', colour: 'red', meaning: 'conflict, not written' },
  blocked: { sign: '×', colour: 'red', meaning: 'has errors, not written' },
  held: { sign: '○', colour: 'yellow', meaning: 'waits for consent' },
  unchanged: { sign: '=', colour: 'dim', meaning: 'unchanged' },
} as const satisfies Record<string, Glyph>

/** The glyph of a planned action. */
export function chooseGlyph(action: Action): Glyph {
  switch (action.kind) {
    case 'orphan':
    case 'unowned':
      return GLYPHS.leftAlone
    case 'update':
      return action.renamedFrom !== undefined && action.changes.length === 0 ? GLYPHS.renamed : GLYPHS.update
    default:
      return GLYPHS[action.kind]
  }
}
