import { describe, expect, test } from 'vitest'
import { planFor } from '../whatsapp/errors'
import { keptCmCode, planForCmStatus, readCmErrorCode } from './errors'
import { readCmAnswer } from './gateway'

const refused = (messageErrorCode: number, errorCode = 201) => ({
  details: 'Created 0 message(s)',
  errorCode,
  messages: [
    { to: '0031', status: 'Rejected', reference: 'a', parts: 0, messageDetails: 'no', messageErrorCode },
  ],
})

describe('what to do after a refusal of CM.com', () => {
  test.each([
    [101, 'stop-account'],
    [102, 'stop-account'],
    [103, 'stop-account'],
    [202, 'fix'],
    [203, 'fix'],
    [301, 'stop-account'],
    [302, 'give-up'],
    [303, 'give-up'],
    [304, 'fix'],
    [305, 'fix'],
    [401, 'stop-campaign'],
    [402, 'give-up'],
    [403, 'give-up'],
  ])('%i means %s, and is kept apart from WhatsApp’s own codes', (code, then) => {
    expect(readCmAnswer(200, refused(code))).toMatchObject({ kind: 'refused', then, code: 900_000 + code })
    expect(planFor(keptCmCode(code), 400).then).toBe(then)
  })

  test.each([500, 999])('%i does not say whether the message was taken, so nobody sends it again', (code) => {
    expect(readCmAnswer(200, refused(code))).toEqual({ kind: 'unknown', reason: `cm-${code}` })
  })

  test('without an answer for the message the code of the request counts', () => {
    expect(readCmAnswer(401, { details: 'No product token', errorCode: 101, messages: null })).toMatchObject({
      then: 'stop-account',
      title: 'No product token',
    })
    expect(readCmAnswer(400, { errorCode: 201, messages: [] })).toMatchObject({ then: 'fix', code: 900_201 })
  })

  test('a code that CM.com never named goes by the HTTP status', () => {
    expect(readCmAnswer(400, refused(777))).toMatchObject({ then: 'fix', code: 900_777 })
  })
})

describe('an answer that is not from CM.com', () => {
  test.each([
    [429, 'retry'],
    [503, 'retry'],
    [401, 'stop-account'],
    [403, 'stop-account'],
    [400, 'fix'],
  ])('HTTP %i means %s', (status, then) => {
    expect(planForCmStatus(status)).toMatchObject({ then })
    expect(readCmAnswer(status, undefined)).toMatchObject({ kind: 'refused', then, code: 0 })
  })

  test.each([200, 201])('a %i that cannot be read may have been sent', (status) => {
    expect(readCmAnswer(status, undefined)).toEqual({ kind: 'unknown', reason: 'unreadable-answer' })
  })

  test.each([500, 502, 504])('a %i of a gateway tells nothing', (status) => {
    expect(readCmAnswer(status, undefined)).toMatchObject({ kind: 'unknown' })
  })
})

test.each([
  ['303', 900_303],
  ['', 900_999],
  ['what', 900_999],
  ['131026', 131_026],
  ['131050', 131_050],
  ['1234', 900_999],
])('the code %o of a status report is kept as %i', (text, kept) => {
  expect(readCmErrorCode(text)).toBe(kept)
})
