import { makePrintable } from '../../model/text.ts'
import { describeEmail } from '../../report/plan/describe-value.ts'
import type { AskToSend } from '../../sync/push/email-consent.ts'
import type { CommandIo } from '../output/command-io.ts'
import { askConsent } from '../prompts/ask-consent.ts'

/** Asks on the terminal whether e-mails may be sent; where nobody can answer, the answer is no. */
export function askToSend(io: CommandIo): AskToSend {
  return async (site, sendings) => {
    if (!io.isTTY || io.stdin === undefined) return false
    const lines = sendings.map(({ title, email }) => `  "${makePrintable(title)}" to ${describeEmail(email)}`)
    const what = sendings.length === 1 ? 'Send this e-mail' : `Send these ${sendings.length} e-mails`
    return askConsent(io, `${what} from ${makePrintable(site)}? It cannot be taken back.\n${lines.join('\n')}\nSend`)
  }
}
