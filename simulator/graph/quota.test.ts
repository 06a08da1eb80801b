import { expect, it } from 'vitest'
import type { Account } from '../store/accounts'
import type { GraphError } from './errors'
import { createQuota } from './quota'

const account = (registered: number) => ({ waba_id: '1', registered }) as Account

it.each([
  ['200 management calls in an hour without a registered number', 0, 200],
  ['5,000 with one', 1, 5000],
])('an account has %s, and each comes back an hour after it was used', (_what, registered, most) => {
  let now = 1_780_000_000_000
  const quota = createQuota(() => now)
  const spend = () => quota.spend(account(registered))
  for (let call = 0; call < most; call += 1) {
    now += 10
    spend()
  }
  expect(spend).toThrow(expect.objectContaining({ code: 80007 }) as GraphError)
  now += 59 * 60_000
  expect(spend).toThrow()
  now += 2 * 60_000
  expect(spend()).toHaveProperty('x-business-use-case-usage')
})

it('an account creates a hundred templates in an hour', () => {
  const quota = createQuota(() => 1_780_000_000_000)
  for (let call = 0; call < 100; call += 1) quota.createTemplate(account(1))
  expect(() => quota.createTemplate(account(1))).toThrow()
  expect(() => quota.createTemplate({ waba_id: '2', registered: 1 } as Account)).not.toThrow()
})
