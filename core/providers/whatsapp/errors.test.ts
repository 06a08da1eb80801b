import { describe, expect, test } from 'vitest'
import { backOffMs, brokenOff, planFor, refusedWith, refusedWithoutCode } from './errors'

const broken = (code: string) => Object.assign(new Error('socket'), { code })

describe('what to do after a refusal', () => {
  test.each([
    [131026, 400, 'give-up'],
    [131050, 400, 'give-up'],
    [130472, 400, 'give-up'],
    [132015, 400, 'stop-campaign'],
    [132016, 400, 'stop-campaign'],
    [132001, 404, 'stop-campaign'],
    [132000, 400, 'stop-campaign'],
    [132005, 400, 'fix'],
    [131047, 400, 'fix'],
    [100, 400, 'fix'],
    [0, 401, 'stop-account'],
    [190, 401, 'stop-account'],
    [200, 403, 'stop-account'],
    [299, 403, 'stop-account'],
    [368, 403, 'stop-account'],
    [131048, 400, 'stop-account'],
    [133010, 400, 'stop-account'],
    [2, 503, 'retry'],
    [4, 400, 'retry'],
    [130429, 400, 'retry'],
    [131056, 400, 'retry'],
    [131000, 500, 'retry'],
    [133004, 503, 'retry'],
  ])('code %i (HTTP %i) means %s', (code, httpStatus, then) => {
    expect(refusedWith({ code, title: 'x', httpStatus })).toMatchObject({ kind: 'refused', then, code })
  })

  test.each([
    [429, 'retry'],
    [503, 'retry'],
    [401, 'stop-account'],
    [403, 'stop-account'],
    [400, 'fix'],
    [404, 'fix'],
  ])('a code that we do not know goes by its HTTP class: %i means %s', (httpStatus, then) => {
    expect(planFor(999_999, httpStatus).then).toBe(then)
  })

  test('a message that WhatsApp withheld waits more than a day and is tried once more', () => {
    expect(planFor(131049, 400)).toEqual({ then: 'retry', retryAfterMs: 25 * 3_600_000, maxAttempts: 2 })
  })
})

describe('an answer that is not from WhatsApp', () => {
  test.each([500, 502, 504])('HTTP %i without a code may have been sent', (status) => {
    expect(refusedWithoutCode(status)).toEqual({ kind: 'unknown', reason: `http-${status}` })
  })
  test.each([429, 503])('HTTP %i without a code was turned away at the door', (status) => {
    expect(refusedWithoutCode(status)).toMatchObject({ kind: 'refused', then: 'retry' })
  })
})

describe('a connection that broke', () => {
  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])(
    '%s: nothing left, try again',
    (code) => {
      expect(brokenOff(broken(code))).toMatchObject({ kind: 'refused', then: 'retry' })
    },
  )
  test.each(['ECONNRESET', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'EPIPE'])(
    '%s: it may have arrived, so nobody sends it again',
    (code) => {
      expect(brokenOff(broken(code))).toEqual({ kind: 'unknown', reason: code })
    },
  )
  test('the code is found in the causes, and in the first of several', () => {
    expect(brokenOff(new Error('x', { cause: broken('ECONNREFUSED') }))).toMatchObject({ then: 'retry' })
    expect(brokenOff(new AggregateError([broken('ECONNREFUSED')]))).toMatchObject({ then: 'retry' })
    expect(brokenOff('a text')).toEqual({ kind: 'unknown', reason: 'UNKNOWN' })
  })
})

test('the wait grows as 4^X seconds, ends at an hour, and is never shorter than what was asked', () => {
  expect([1, 2, 3, 4, 5, 6, 7].map((attempts) => backOffMs(attempts) / 1_000)).toEqual([
    4, 16, 64, 256, 1024, 3600, 3600,
  ])
  expect(backOffMs(1, 60_000)).toBe(60_000)
  expect(backOffMs(1, 25 * 3_600_000)).toBe(25 * 3_600_000)
})
