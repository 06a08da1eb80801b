import { describe, expect, test } from 'vitest'
import { readCmIncoming, readCmStatuses } from './callbacks'

const reference = '0192f3c4a1b27c3d8e4f5061728394a5'
const report = (status: object, change: object = {}) => ({
  messages: {
    msg: {
      received: '2026-11-22T10:00:00',
      to: '0031612345678',
      reference,
      status,
      operator: '204',
      ...change,
    },
  },
})

describe('a status report', () => {
  test.each([
    ['0', 'sent'],
    ['2', 'delivered'],
    ['4', 'read'],
    [2, 'delivered'],
    ['9', '9'],
  ])('code %o means %s, at a moment in UTC, of our own message', (code, status) => {
    expect(readCmStatuses(report({ code, errorCode: '', errorDescription: 'x' }))).toEqual([
      {
        messageId: '0192f3c4-a1b2-7c3d-8e4f-5061728394a5',
        reference,
        status,
        at: new Date('2026-11-22T10:00:00Z'),
      },
    ])
  })

  test.each([
    ['1', '403', 900_403],
    ['3', '131050', 131_050],
    ['3', '', 900_999],
  ])('code %s with %o is a failure that is kept as %i', (code, errorCode, kept) => {
    expect(readCmStatuses(report({ code, errorCode, errorDescription: 'No' }))).toMatchObject([
      { status: 'failed', error: { code: kept, title: 'No' } },
    ])
  })

  test('a reference of somebody else, or none, is no message of ours', () => {
    expect(readCmStatuses(report({ code: '2' }, { reference: 'newsletter7' }))[0]?.messageId).toBeUndefined()
    expect(readCmStatuses(report({ code: '2' }, { reference: null }))[0]?.messageId).toBeUndefined()
  })

  test('several in an array are understood, and what is no report is refused', () => {
    const { msg } = report({ code: '2' }).messages
    expect(readCmStatuses({ messages: { msg: [msg, msg] } })).toHaveLength(2)
    expect(() => readCmStatuses({ messages: {} })).toThrow()
    expect(() => readCmStatuses(report({ code: '2' }, { received: 'gisteren' }))).toThrow()
  })
})

describe('an incoming message', () => {
  const incoming = (change: object = {}, message: object = {}) => ({
    reference: '2f2d42ac',
    messageContext: '',
    from: { number: '+31612345678', name: 'Jan' },
    to: { number: '0031201234567' },
    message: { text: 'STOP', media: { mediaUri: '', contentType: '', title: '' }, custom: {}, ...message },
    groupings: ['39373ce0', 'messagesApi', ''],
    timeUtc: '2026-11-22T10:00:00',
    channel: 'WhatsApp',
    ...change,
  })

  test('is read with its numbers made alike and its empty fields left out', () => {
    expect(readCmIncoming(incoming())).toEqual({
      reference: '2f2d42ac',
      fromE164: '+31612345678',
      fromName: 'Jan',
      toE164: '+31201234567',
      text: 'STOP',
      pressed: undefined,
      media: undefined,
      contextId: undefined,
      at: new Date('2026-11-22T10:00:00Z'),
      channel: 'WhatsApp',
    })
  })

  test.each([
    [{ button: { payload: 'OPTOUT:acties', text: 'Stop' } }, 'OPTOUT:acties'],
    [{ interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Ja' } } }, 'yes'],
    [{ interactive: { type: 'list_reply', list_reply: { id: 'r1', title: 'Acties' } } }, 'r1'],
    [{ button: 'of another shape' }, undefined],
    ['not even an object', undefined],
    [null, undefined],
  ])('what was pressed is found in custom %o', (custom, pressed) => {
    expect(readCmIncoming(incoming({}, { custom })).pressed).toBe(pressed)
  })

  test('media is named by its address, and the context by its id', () => {
    const media = { mediaUri: 'https://x.example/a.jpg', contentType: 'image/jpeg', title: '' }
    expect(readCmIncoming(incoming({ messageContext: 'mo-1' }, { media, text: null }))).toMatchObject({
      text: '',
      media: { url: 'https://x.example/a.jpg', contentType: 'image/jpeg' },
      contextId: 'mo-1',
    })
  })

  test('without a reference it cannot be told from its redelivery, so it is refused', () => {
    expect(() => readCmIncoming(incoming({ reference: '' }))).toThrow()
  })
})
