import type { SendOutcome } from '../whatsapp/types'

export type EmailMessage = {
  /** Our own id; the mail's Message-ID is made of it, so that a twin can be told. */
  messageId: string
  to: string
  subject: string
  text: string
  html?: string
  /** Where one click ends these mails (RFC 8058), for a mail that people may end. */
  unsubscribeUrl?: string
}

export type EmailProvider = {
  /** Never throws. */
  send(message: EmailMessage): Promise<SendOutcome>
  /** Goes as far as signing in, and sends nothing: what came of it. */
  check(): Promise<SendOutcome>
  close(): Promise<void>
}
