import type { Action } from '../../diff/plan.ts'

/** The appearance of a report. It is passed in, so that the same values always give the same text. */
export interface ReportOptions {
  /** ANSI colours; without them the text holds no escape sequence at all. */
  readonly colour: boolean
  /** The width to which values are shortened, in columns. Problems, failures and URLs are never shortened: half a hint is of no use. @default 100 */
  readonly width?: number
  /** Whether to show what needs no attention as well: unchanged posts, the fields of a new one, the causes of a failure. @default false */
  readonly verbose?: boolean
}

export const DEFAULT_WIDTH = 100

/** The sign that a line begins with. All signs are in WGL4, the set that every system font has had since the 1990s. */
export interface Glyph {
  readonly sign: string
  readonly colour: 'green' | 'yellow' | 'red' | 'magenta' | 'cyan' | 'dim'
  /** The text for the legend. */
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

/** Chooses the glyph of a planned action. */
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
