import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { Mail } from '../store/mails'
import type { World } from '../world'

const mostBytes = 5 * 1024 * 1024

/** A refusal in SMTP's own words. Addresses at `bounce.example` and `later.example` exist to be refused. */
const refusal = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code })

async function readMail(raw: Buffer, address: string, at: number): Promise<Omit<Mail, 'seq'>> {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' })
  return {
    id: randomUUID(),
    address,
    from_name: mail.from?.name ?? '',
    from_address: mail.from?.address ?? '',
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? null,
    headers: mail.headers.map(({ key, value }) => [key, value]),
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? 'attachment',
      type: mimeType,
      size: typeof content === 'string' ? content.length : content.byteLength,
    })),
    at,
    read_at: null,
  }
}

/** A mail server for this machine alone: takes every mail and keeps it in the inbox of each recipient. */
export function createMailServer(world: World) {
  const { store, log, clock } = world
  const server = new SMTPServer({
    authOptional: true,
    // Any name and password do: what is tested is that they are sent.
    onAuth: ({ username }, _session, done) => done(null, { user: username }),
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: mostBytes,
    logger: false,
    onRcptTo({ address }, _session, done) {
      const domain = address.split('@').at(-1)?.toLowerCase()
      if (domain === 'bounce.example') return done(refusal(550, '5.1.1 No such mailbox'))
      if (domain === 'later.example') return done(refusal(451, '4.3.0 Try again later'))
      return done()
    },
    onData(stream, session, done) {
      void take(
        stream,
        session.envelope.rcptTo.map(({ address }) => address.toLowerCase()),
      ).then(
        () => done(null, 'Kept'),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      )
    },
  })
  // A connection that breaks off is the other side's affair.
  server.on('error', (error) => process.stderr.write(`simulator mail: ${error.message}\n`))

  async function take(stream: NodeJS.ReadableStream & { sizeExceeded?: boolean }, to: string[]) {
    const started = performance.now()
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk as Buffer)
    if (stream.sizeExceeded) throw refusal(552, '5.3.4 Message too big')
    const raw = Buffer.concat(chunks)
    const mails = await Promise.all(to.map((address) => readMail(raw, address, clock())))
    store.transaction(() => {
      for (const mail of mails) store.mails.add(mail)
    })
    log.add({
      at: world.time.wall(),
      kind: 'call',
      title: 'mailKept',
      params: { count: String(to.length) },
      detail: 'SMTP',
      answer: '250',
      ok: true,
      ms: performance.now() - started,
    })
    for (const address of to)
      for (const number of world.phonesReading(address)) log.emitter.emit('phone', number)
  }

  return {
    /** Listens on this machine alone and gives the port. Rejects with code EADDRINUSE when it is busy. */
    listen: (port: number, host = '127.0.0.1') =>
      new Promise<number>((resolve, reject) => {
        server.server.once('error', reject)
        server.listen(port, host, () => {
          server.server.off('error', reject)
          resolve((server.server.address() as AddressInfo).port)
        })
      }),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
