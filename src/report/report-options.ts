/** How a report is to look. Handed in, so that the same values always give the same text. */
export interface ReportOptions {
  /** ANSI colours; without them the text holds no escape sequence at all. */
  readonly colour: boolean
  /** Columns that values are shortened to. Problems, failures and URLs are never shortened: half a cure is none. @default 100 */
  readonly width?: number
  /** Also what needs nobody's attention: unchanged posts, the fields of a new one, the causes of a failure. @default false */
  readonly verbose?: boolean
}

export const DEFAULT_WIDTH = 100
