import { DrizzleQueryError } from 'drizzle-orm/errors'
import { describe, expect, it } from 'vitest'
import { describeError } from './log'

describe('what is logged of an error', () => {
  it('never holds the parameters of a query or the value that was in the way', () => {
    const cause = Object.assign(new Error('Key (phone_e164)=(+31612345678) already exists'), {
      name: 'PostgresError',
      code: '23505',
    })
    const error = new DrizzleQueryError('insert into subscribers values ($1)', ['+31612345678'], cause)
    const logged = JSON.stringify(describeError(error))
    expect(logged).not.toContain('31612345678')
    expect(logged).toContain('23505')
    expect(logged).toContain('insert into subscribers')
  })
})
