import { expect, test } from 'vitest'
import { readSmtpError } from './errors'

test.each([
  ['a mailbox that is not there', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }, 'give-up'],
  ['a mailbox that is full for now', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 452 }, 'retry'],
  ['greylisting', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451 }, 'retry'],
  [
    'a sender that may not send',
    { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553 },
    'stop-account',
  ],
  ['a wrong password', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, 'stop-account'],
  ['sign-in that is down for now', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 454 }, 'retry'],
  ['a mail that is too big', { code: 'EMESSAGE', command: 'DATA', responseCode: 552 }, 'fix'],
  ['a mail that is taken for spam', { code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'fix'],
  ['a server that closes for now', { code: 'ECONNECTION', command: 'CONN', responseCode: 421 }, 'retry'],
  ['an address that is none', { code: 'EENVELOPE', command: 'API' }, 'fix'],
  ['nobody who listens', { code: 'ESOCKET', command: 'CONN', syscall: 'connect' }, 'retry'],
  ['a name that nobody knows', { code: 'EDNS', command: 'CONN' }, 'retry'],
  ['a certificate that is wrong', { code: 'ETLS', command: 'CONN' }, 'retry'],
])('%s: %o means %s', (_what, error, then) => {
  expect(readSmtpError(Object.assign(new Error('x'), error))).toMatchObject({ kind: 'refused', then })
})

test.each([
  { code: 'ECONNECTION', command: 'CONN' },
  { code: 'ETIMEDOUT', command: 'CONN', message: 'Timeout' },
  { code: 'ESOCKET', command: 'CONN', syscall: 'read' },
  {},
])('a connection that broke (%o) may have brought the mail, so nobody sends it again', (error) => {
  expect(readSmtpError(Object.assign(new Error(error.message ?? 'x'), error))).toMatchObject({
    kind: 'unknown',
  })
})

test('what is kept of a refusal names no address', () => {
  const error = Object.assign(new Error('550 <sanne@x.example> unknown'), {
    code: 'EENVELOPE',
    command: 'RCPT TO',
    responseCode: 550,
  })
  expect(JSON.stringify(readSmtpError(error))).not.toContain('sanne')
})
