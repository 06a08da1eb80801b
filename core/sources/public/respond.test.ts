import { expect, test } from 'vitest'
import { answerBy, prepare, respondHtml, standardAnswer } from './respond'

const asked = (accept: string) =>
  new Request('http://localhost:3000/p/x', { headers: { 'accept-encoding': accept } })
const answer = (accept: string) =>
  respondHtml({ request: asked(accept), body: prepare('<p>hallo</p>', 'tag'), styleHash: 'x' })

test('under Next alone a document leaves as it is, because Next takes off what says how it was compressed', async () => {
  const plain = answer('gzip, br')
  expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, '<p>hallo</p>'])
})

test('a server of our own sends it as small as the browser can read it', () => {
  answerBy(standardAnswer)
  expect(answer('gzip, br').headers.get('content-encoding')).toBe('br')
  expect(answer('gzip').headers.get('content-encoding')).toBe('gzip')
  expect(answer('br;q=0').headers.get('content-encoding')).toBeNull()
})
