import { createTransport } from 'nodemailer'
import type SMTPPool from 'nodemailer/lib/smtp-pool'
import { readSmtpError } from './errors'
import type { EmailSettings } from './schema'
import type { EmailMessage, EmailProvider } from './types'

export type SmtpOptions = EmailSettings & { password: string; connections?: number; answerTimeoutMs?: number }

/** How a mail server is spoken to, whatever is asked of it. */
export function serverOf({ host, port, security, username, password }: EmailSettings & { password: string }) {
  return {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(username ? { auth: { user: username, pass: password } } : {}),
    connectionTimeout: 5_000,
    // A text of ours may hold what looks like a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** E-mail over SMTP, with connections that are kept open and every wait bounded. */
export function openSmtp(options: SmtpOptions): EmailProvider {
  const { fromAddress, fromName } = options
  const pool: SMTPPool.Options & { maxRequeues: number } = {
    pool: true,
    ...serverOf(options),
    maxConnections: options.connections ?? 4,
    // A connection that closes while a mail is on its way would have the mail sent again, and it may have arrived.
    maxRequeues: 0,
    greetingTimeout: 10_000,
    socketTimeout: options.answerTimeoutMs ?? 30_000,
  }
  const transport = createTransport(pool)
  const domain = fromAddress.split('@').at(-1)
  return {
    async send(message) {
      const messageId = `<${message.messageId}@${domain}>`
      try {
        await transport.sendMail({
          messageId,
          from: { name: fromName, address: fromAddress },
          to: { name: '', address: message.to },
          subject: message.subject,
          text: message.text,
          ...(message.html === undefined ? {} : { html: message.html }),
          headers: headersOf(message),
        })
        return { kind: 'accepted', providerMessageId: messageId, held: false }
      } catch (error) {
        return readSmtpError(error)
      }
    },
    async check() {
      try {
        await transport.verify()
        return { kind: 'accepted', held: false }
      } catch (error) {
        return readSmtpError(error)
      }
    },
    async close() {
      transport.close()
    },
  }
}

/** Machines must not answer, and where people may end these mails one click does it (RFC 3834, RFC 8058). */
const headersOf = ({ unsubscribeUrl }: EmailMessage): Record<string, string> => ({
  'Auto-Submitted': 'auto-generated',
  ...(unsubscribeUrl === undefined
    ? {}
    : {
        'List-Unsubscribe': `<${unsubscribeUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
})
