import { createTransport } from 'nodemailer'
import type { EmailSettings } from '../email/schema'
import { serverOf } from '../email/smtp'
import { type ChannelVerdict, channelVerdict } from './schema'

export type EmailToCheck = EmailSettings & { password: string }

/** What nodemailer and Node put on an error of the way to the server. */
type Trouble = { code?: string; syscall?: string; message?: string; responseCode?: number; command?: string }

/** Goes as far as signing in, says what each step of it showed, and sends nothing. */
export async function checkEmail(email: EmailToCheck): Promise<ChannelVerdict[]> {
  const { host, port, security, username } = email
  const transport = createTransport({ ...serverOf(email), greetingTimeout: 8_000, socketTimeout: 10_000 })
  try {
    await transport.verify()
    return [
      channelVerdict('server', 'ok', 'answers', { host, port }),
      security === 'none'
        ? channelVerdict('seal', 'warning', 'none')
        : channelVerdict('seal', 'ok', security),
      username
        ? channelVerdict('sign-in', 'ok', 'taken')
        : channelVerdict('sign-in', 'warning', 'nobody-asked'),
      channelVerdict('sender', 'skipped', 'first-mail'),
    ]
  } catch (error) {
    return readTrouble((error ?? {}) as Trouble, email)
  } finally {
    transport.close()
  }
}

/** At which step it went wrong. What comes after was not looked at. */
function readTrouble(error: Trouble, { host, port, security }: EmailToCheck): ChannelVerdict[] {
  const stopAt = (failed: ChannelVerdict): ChannelVerdict[] => {
    const before = {
      server: [],
      seal: [channelVerdict('server', 'ok', 'answers', { host, port })],
      'sign-in': [
        channelVerdict('server', 'ok', 'answers', { host, port }),
        security === 'none'
          ? channelVerdict('seal', 'warning', 'none')
          : channelVerdict('seal', 'ok', security),
      ],
    }[failed.step as 'server' | 'seal' | 'sign-in']
    const seen = [...before, failed]
    const rest = (['server', 'seal', 'sign-in', 'sender'] as const).slice(seen.length)
    return [...seen, ...rest.map((step) => channelVerdict(step, 'skipped', 'earlier-first'))]
  }
  const { code = '', syscall, message = '', responseCode, command = '' } = error
  const reason = { reason: responseCode ?? code }
  if (code === 'EDNS' || syscall === 'getaddrinfo') {
    return stopAt(channelVerdict('server', 'failed', 'no-such-host', { host }))
  }
  if (syscall === 'connect' || message.startsWith('Connection timeout')) {
    return stopAt(channelVerdict('server', 'failed', 'unreachable', { host, port }))
  }
  if (code === 'EAUTH' || code === 'ENOAUTH' || command.startsWith('AUTH')) {
    return stopAt(channelVerdict('sign-in', 'failed', 'refused', reason))
  }
  if (/certificate|self-signed|altname|issuer/i.test(message)) {
    return stopAt(channelVerdict('seal', 'failed', 'certificate', { host }))
  }
  // A server that waits for a handshake greets nobody, and one that greets understands no handshake.
  if (/Greeting never received/.test(message) || /wrong version number|packet length/i.test(message)) {
    return stopAt(channelVerdict('seal', 'failed', 'other-kind', { port }))
  }
  if (code === 'ETLS' || command === 'STARTTLS') {
    return stopAt(channelVerdict('seal', 'failed', 'no-starttls', { port }))
  }
  return stopAt(channelVerdict('server', 'failed', 'unclear', reason))
}
