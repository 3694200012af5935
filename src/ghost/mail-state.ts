/** What Ghost says of a post and its e-mail. The record is the ledger: Ghost makes one per post, for ever, and a post that has one is not sent again. */
export interface MailState {
  /**
   * Slug of the newsletter that the post carries: it is sent, or will be as soon as it is published, whoever asks for that. Unscheduling many
   * posts at once in Ghost Admin leaves it on drafts (seen on 5.130).
   */
  readonly newsletter: string | undefined
  /** Filter (NQL) of its members; `all` is everybody. */
  readonly segment: string
  readonly email: EmailRecord | undefined
}

export interface EmailRecord {
  /** `pending`, `submitting`, `submitted` or `failed`. A failed one is tried again when the post is published again. */
  readonly status: string
  /** Members that Ghost sends it to. */
  readonly recipients: number
}
