import { describe, expect, it } from 'vitest'
import { readRequest } from './read-message'
import { inboundMessageSchema } from './schema'

const message = (parts: object) =>
  inboundMessageSchema.parse({ id: 'wamid.A', from: '31612345678', timestamp: '1739321024', ...parts })
const typed = (body: string) => message({ type: 'text', text: { body } })
const pressed = (text: string, payload?: string) => message({ type: 'button', button: { text, payload } })

describe('what a message asks', () => {
  it('is to stop for a stop word, a stop button and the payload of one, whatever its label', () => {
    expect(readRequest(typed('Afmelden.'))).toMatchObject({ kind: 'stop', topicKey: null, by: 'keyword' })
    expect(readRequest(pressed('Stop aanbiedingen'))).toMatchObject({ kind: 'stop', by: 'button' })
    expect(readRequest(pressed('Liever niet meer', 'OPTOUT:acties'))).toMatchObject({
      kind: 'stop',
      topicKey: 'acties',
    })
    expect(readRequest(pressed('Geen reclame', 'OPTOUT:MARKETING'))).toMatchObject({
      kind: 'stop',
      topicKey: null,
    })
    const reply = { type: 'button_reply', button_reply: { id: 'optout', title: 'Nee' } }
    expect(readRequest(message({ type: 'interactive', interactive: reply }))).toMatchObject({
      kind: 'stop',
      topicKey: null,
    })
  })

  it('is to confirm for a code, to start, or to explain', () => {
    expect(readRequest(typed('Ja, meld mij aan. Code 7F3KQ'))).toMatchObject({
      kind: 'code',
      code: '7F3KQ',
      named: true,
    })
    expect(readRequest(typed('START'))).toMatchObject({ kind: 'start', bareYes: false })
    expect(readRequest(typed('ja'))).toMatchObject({ kind: 'start', bareYes: true })
    expect(readRequest(typed('Help'))).toEqual({ kind: 'help' })
  })

  it('is where a printed code was scanned, for the words that it put in the chat', () => {
    expect(readRequest(typed('AANMELDEN winter W3N8K'))).toMatchObject({ kind: 'scanned', code: 'W3N8K' })
    expect(readRequest(typed('AANMELDEN W3N8K.'))).toMatchObject({ kind: 'scanned', code: 'W3N8K' })
    expect(readRequest(typed('is het al klaar'))).toEqual({ kind: 'chat' })
    expect(readRequest(pressed('AANMELDEN W3N8K'))).toEqual({ kind: 'chat' })
    expect(readRequest(typed('STOP'))).toMatchObject({ kind: 'stop' })
  })

  it('is nothing for us in any other message, with or without words', () => {
    expect(readRequest(typed('Is mijn fiets al klaar?'))).toEqual({ kind: 'chat' })
    expect(readRequest(message({ type: 'image', image: { id: '1' } }))).toEqual({ kind: 'chat' })
    expect(readRequest(message({ type: 'unsupported', errors: [{ code: 131051 }] }))).toEqual({
      kind: 'chat',
    })
  })
})
