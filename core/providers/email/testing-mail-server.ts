import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

export type TestMailServer = { port: number; mails: () => number; stop: () => Promise<void> }

/** A mail server that takes the whole mail and hangs up before it answers. */
export async function openRudeMailServer(): Promise<TestMailServer> {
  let mails = 0
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let inMail = false
    socket.write('220 rude\r\n')
    // Whoever it is hangs up too, which is no news.
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      const text = chunk.toString()
      if (inMail) {
        if (!text.includes('\r\n.\r\n')) return
        mails += 1
        socket.destroy()
      } else if (/^DATA/i.test(text)) {
        inMail = true
        socket.write('354 go on\r\n')
      } else socket.write('250 ok\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    mails: () => mails,
    stop: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
