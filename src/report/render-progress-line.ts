import { makePrintable } from './make-printable.ts'
import { shortenText } from './shorten-text.ts'

/** How far some work has come. */
export interface Progress {
  readonly done: number
  /** 0 while it is not known. */
  readonly total: number
  /** What is being done now: a path, a name. */
  readonly label: string
  /** Columns, the label included. */
  readonly width: number
}

/** One plain line, for logs: ` 7/40  posts/hello.md`. The count has the width of the total, so that the lines stand in columns. No newline. */
export function renderProgressLine({ done, total, label, width }: Progress): string {
  const count = total === 0 ? String(done) : `${String(done).padStart(String(total).length)}/${total}`
  return shortenText(`${count}  ${makePrintable(label)}`, width)
}
