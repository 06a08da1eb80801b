import { expect, test } from 'vitest'
import { lightResponse } from './light-response'

test('the light Response is one like any other, and the global ones are as they were', async () => {
  const before = { Request: globalThis.Request, Response: globalThis.Response }
  const Light = lightResponse()
  expect({ Request: globalThis.Request, Response: globalThis.Response }).toEqual(before)
  const answer = new Light(Buffer.from('hallo'), { status: 201, headers: { 'x-one': '1' } })
  expect(Light).not.toBe(before.Response)
  expect(answer).toBeInstanceOf(before.Response)
  expect([answer.status, answer.headers.get('x-one'), await answer.text()]).toEqual([201, '1', 'hallo'])
})
