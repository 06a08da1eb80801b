import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// The baseline of the simulator: a bare Node handler that parses the JSON of a message and answers in the same shape.
let accepted = 0
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(parts).toString()) as { to: string }
    accepted += 1
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({
        messaging_product: 'whatsapp',
        contacts: [{ input: body.to, wa_id: body.to.slice(1) }],
        messages: [{ id: `wamid.${accepted}`, message_status: 'accepted' }],
      }),
    )
  })
})
process.on('SIGTERM', () => process.exit(0))
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`ready on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
