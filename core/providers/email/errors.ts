import type { SendOutcome } from '../whatsapp/types'

const minutes = 60_000

/** What nodemailer throws: its own `code`, the command that went wrong, and the server's reply where there was one. */
type SmtpError = {
  code?: string
  command?: string
  responseCode?: number
  syscall?: string
  message?: string
}

/** The connection was never made, or never got as far as a mail: nothing can have been sent. */
const neverLeft = (error: SmtpError): boolean =>
  error.syscall === 'connect' ||
  error.syscall === 'getaddrinfo' ||
  error.code === 'EDNS' ||
  error.code === 'ETLS' ||
  /^Greeting never received|^Connection timeout/.test(error.message ?? '')

const refused = (
  error: SmtpError,
  plan: Omit<Extract<SendOutcome, { kind: 'refused' }>, 'kind' | 'code' | 'title'>,
): SendOutcome => ({
  kind: 'refused',
  code: error.responseCode ?? 0,
  // The server's own words hold the address that it refused, so only its code is kept.
  title: error.responseCode ? `SMTP ${error.responseCode}` : (error.code ?? 'SMTP'),
  ...plan,
})

/**
 * What became of a mail that nodemailer could not hand over. A reply of 4xx asks for patience (RFC 5321, 4.2.1) and one
 * of 5xx is final: for the sender before a recipient is named, for the recipient at RCPT TO, for the mail after it.
 * Without a reply the server may have taken it.
 */
export function readSmtpError(thrown: unknown): SendOutcome {
  const error = (thrown ?? {}) as SmtpError
  const { responseCode: reply, command = '' } = error
  if (error.code === 'EAUTH' || error.code === 'ENOAUTH') {
    return reply && reply < 500
      ? refused(error, { then: 'retry', retryAfterMs: 15 * minutes })
      : refused(error, { then: 'stop-account' })
  }
  if (reply === undefined) {
    if (neverLeft(error)) return refused(error, { then: 'retry', retryAfterMs: 1 * minutes })
    if (error.command === 'API') return refused(error, { then: 'fix' })
    return { kind: 'unknown', reason: error.code ?? 'SMTP' }
  }
  // 421 at any moment: the server closes its doors for now.
  if (reply < 500) return refused(error, { then: 'retry', retryAfterMs: 5 * minutes })
  if (command === 'RCPT TO') return refused(error, { then: 'give-up' })
  if (command === 'DATA') return refused(error, { then: 'fix' })
  return refused(error, { then: 'stop-account' })
}
