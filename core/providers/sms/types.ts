import type { SendOutcome } from '../whatsapp/types'

export type SmsMessage = {
  /** Our own id; it comes back in every status report of this message. */
  messageId: string
  toE164: string
  body: string
}

export type SmsProvider = {
  /** Never throws. */
  send(message: SmsMessage): Promise<SendOutcome>
  /** Lets go of the connections, after what is under way has ended. */
  close(): Promise<void>
}
