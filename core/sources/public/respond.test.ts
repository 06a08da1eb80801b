import { expect, test } from 'vitest'
import { prepare, respondHtml } from './respond'

const answer = (headers: Record<string, string>) =>
  respondHtml({
    request: new Request('http://localhost:3000/p/x', { headers }),
    body: prepare('<p>hallo</p>', 'tag'),
    styleHash: 'x',
  })

test.each([
  ['gzip, br', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0', null],
  ['', null],
])('a browser that reads %j gets a document as small as it can read: %s', (accepted, coding) => {
  expect(answer({ 'accept-encoding': accepted }).headers.get('content-encoding')).toBe(coding)
})

test('a copy that says the same is not sent again, in whichever order the browser lists what it has', () => {
  const tag = answer({}).headers.get('etag') ?? ''
  expect(tag).toMatch(/^W\//)
  expect(answer({ 'if-none-match': `W/"other", ${tag}` }).status).toBe(304)
  expect(answer({ 'if-none-match': 'W/"other"' }).status).toBe(200)
})
