import { isBareYes, understandButton, understandKeyword } from '../consent/keywords'
import { type NearMiss, readNearMiss } from '../consent/near-miss'
import { readChatCode } from '../sources/qr-codes/rules'
import { namesCode, readConfirmationCode } from '../subscribers/rules'
import type { InboundMessage } from './schema'

/** What a message asks of us. Everything that is no clear request is `chat`, and left to people. */
export type Request =
  | { kind: 'stop'; topicKey: string | null; by: 'keyword' | 'button'; said: string }
  | { kind: 'code'; code: string; named: boolean; by: 'message' | 'button'; said: string }
  | { kind: 'not-me'; code: string; said: string }
  | { kind: 'start'; bareYes: boolean; said: string }
  /** The words of a printed code that opens the chat: it says where it was scanned. */
  | { kind: 'scanned'; code: string; said: string }
  | { kind: 'renew'; topicKey: string; said: string }
  | { kind: 'near-stop'; why: NearMiss['why']; said: string }
  | { kind: 'preferences' }
  | { kind: 'help' }
  | { kind: 'chat' }

/** The words of a message, whatever its form: typed, a pressed button, a line chosen from a list. */
export function wordsOf(message: InboundMessage): { text: string; payload: string; pressed: boolean } {
  const pressed = message.interactive?.button_reply ?? message.interactive?.list_reply
  if (message.button)
    return { text: message.button.text ?? '', payload: message.button.payload ?? '', pressed: true }
  if (pressed) return { text: pressed.title ?? '', payload: pressed.id ?? '', pressed: true }
  return { text: message.text?.body ?? '', payload: '', pressed: false }
}

/** `OPTOUT:acties` on our own stop buttons names the topic; `OPTOUT` and `OPTOUT:MARKETING` mean all marketing. */
const stopPayload = /^opt[-_]?out(?::(.+))?$/i

/** `RENEW:acties` on the button of a message that asked for permission again. */
const renewPayload = /^renew:(.+)$/i

/** `CONFIRM:4F7QK` and `NOTME:4F7QK` on the buttons of the question whether a sign-up was theirs. */
const questionPayload = /^(confirm|notme):([0-9a-tv-z]{5})$/i

/** Reads a request out of a message. Stopping comes first: nothing else that a message says may stand in its way. */
export function readRequest(message: InboundMessage): Request {
  const { text, payload, pressed } = wordsOf(message)
  const optOut = stopPayload.exec(payload.trim())
  if (optOut) {
    const topicKey = optOut[1]?.trim() ?? null
    return {
      kind: 'stop',
      topicKey: topicKey?.toLowerCase() === 'marketing' ? null : topicKey,
      by: 'button',
      said: text || payload,
    }
  }
  const question = pressed ? questionPayload.exec(payload.trim()) : null
  if (question?.[1] && question[2]) {
    const about = { code: question[2].toUpperCase(), said: text || payload }
    return question[1].toLowerCase() === 'notme'
      ? { kind: 'not-me', ...about }
      : { kind: 'code', named: true, by: 'button', ...about }
  }
  const renew = pressed ? renewPayload.exec(payload.trim()) : null
  if (renew) return { kind: 'renew', topicKey: renew[1]?.trim() ?? '', said: text || payload }
  const keyword = pressed ? (understandButton(text) ?? understandKeyword(payload)) : understandKeyword(text)
  if (keyword === 'stop')
    return { kind: 'stop', topicKey: null, by: pressed ? 'button' : 'keyword', said: text || payload }
  if (keyword === 'start') return { kind: 'start', bareYes: isBareYes(text), said: text || payload }
  if (keyword === 'help') return { kind: 'help' }
  if (keyword === 'preferences') return { kind: 'preferences' }
  const nearMiss = pressed ? null : readNearMiss(text)
  if (nearMiss) return { kind: 'near-stop', why: nearMiss.why, said: text }
  const code = readConfirmationCode(text)
  if (code) return { kind: 'code', code, named: namesCode(text), by: 'message', said: text }
  const scanned = pressed ? null : readChatCode(text)
  return scanned ? { kind: 'scanned', code: scanned, said: text } : { kind: 'chat' }
}
