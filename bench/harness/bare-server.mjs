// The least that a Node server can do with a posted form: read it, and answer with a redirect. A baseline.
import { createServer } from 'node:http'

createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(303, { location: '/', 'content-length': 0 }).end())
}).listen(0, '127.0.0.1', function listening() {
  process.send({ port: this.address().port })
})
