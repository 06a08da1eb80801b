import type { ContentButton } from '../store/messages'
import type { CompiledButton } from './compile-template'
import { GraphError } from './errors'
import { join } from './fill-text'
import { type SentButton, subTypes } from './sent-components'

const longestCode = 20
const longestUrl = 2000
const longestPayload = 256

const firstOf = (example: unknown): string => String((Array.isArray(example) ? example[0] : example) ?? '')

/** What a button with a value of its own needs, by its place in the template. */
function missing(index: number, kind: string): GraphError {
  return new GraphError(131008, `buttons: Button at index ${index} of type ${kind} requires a parameter`)
}

function url(compiled: CompiledButton, index: number, sent: SentButton | undefined): ContentButton {
  const text = compiled.button.text ?? ''
  const address = compiled.url
  const value = sent?.parameters[0]?.text
  const names = address?.distinct ?? []
  if (names.length > 0 && !value) throw missing(index, 'Url')
  if (names.length === 0 && (sent?.parameters.length ?? 0) > 0) {
    throw new GraphError(132000, `buttons: Button at index ${index} of type Url takes no parameter`)
  }
  const filled = address ? join(address, new Map(names.map((name) => [name, value ?? '']))) : ''
  if (filled.length > longestUrl) {
    throw new GraphError(
      132005,
      `buttons: the address at index ${index} is longer than ${longestUrl} characters`,
    )
  }
  return { kind: 'url', text, url: filled }
}

function copyCode(compiled: CompiledButton, index: number, sent: SentButton | undefined): ContentButton {
  const text = compiled.button.text ?? 'Copy code'
  const code = sent?.parameters[0]?.coupon_code
  if (!code) throw missing(index, 'CopyCode')
  if (code.length > longestCode) {
    throw new GraphError(
      131009,
      `buttons: coupon_code at index ${index} is longer than ${longestCode} characters`,
    )
  }
  return { kind: 'copy', text, code }
}

function products(compiled: CompiledButton, index: number, sent: SentButton | undefined): ContentButton {
  const action = sent?.parameters[0]?.action
  if (!action?.sections) throw missing(index, 'Mpm')
  const ids = action.sections.flatMap((section) => section.product_items)
  if (ids.length > 30) {
    throw new GraphError(131009, `buttons: Button at index ${index} holds ${ids.length} products, at most 30`)
  }
  return {
    kind: 'products',
    text: compiled.button.text ?? '',
    sections: action.sections.map((section) => ({
      title: section.title,
      products: section.product_items.map((item) => item.product_retailer_id),
    })),
  }
}

function quickReply(compiled: CompiledButton, index: number, sent: SentButton | undefined): ContentButton {
  const text = compiled.button.text ?? ''
  const payload = sent?.parameters[0]?.payload
  if (sent && payload === undefined) throw missing(index, 'QuickReply')
  if (payload !== undefined && payload.length > longestPayload) {
    throw new GraphError(
      131009,
      `buttons: payload at index ${index} is longer than ${longestPayload} characters`,
    )
  }
  // Without a payload the label comes back.
  return { kind: 'quick_reply', text, payload: payload ?? text }
}

function fillButton(compiled: CompiledButton, index: number, sent: SentButton | undefined): ContentButton {
  const { button, type } = compiled
  const text = button.text ?? ''
  if (type === 'QUICK_REPLY') return quickReply(compiled, index, sent)
  if (type === 'URL') return url(compiled, index, sent)
  if (type === 'PHONE_NUMBER') return { kind: 'phone', text, number: button.phone_number ?? '' }
  if (type === 'COPY_CODE') return copyCode(compiled, index, sent)
  if (type === 'OTP') {
    const code = sent?.parameters[0]?.text
    if (!code) throw missing(index, 'Otp')
    return { kind: 'copy', text, code }
  }
  if (type === 'FLOW') {
    const action = sent?.parameters[0]?.action
    return {
      kind: 'flow',
      text,
      flow_id: String(button.flow_id ?? firstOf(button.example)),
      flow_token: action?.flow_token ?? 'unused',
      ...(button.navigate_screen && { screen: button.navigate_screen }),
    }
  }
  if (type === 'MPM') return products(compiled, index, sent)
  if (type === 'VOICE_CALL') return { kind: 'call', text }
  if (type === 'REQUEST_CONTACT_INFO') return { kind: 'ask_contact', text }
  return { kind: 'catalog', text }
}

/** One button type answers to a sub_type of another name: a code button is sent as an address. */
const accepts = (type: string, subType: string) =>
  subTypes[subType] === type || (type === 'OTP' && (subType === 'url' || subType === 'copy_code'))

/** The buttons of a template or a card with what was sent for them, in the order of the template. */
export function fillButtons(
  buttons: readonly CompiledButton[],
  sent: readonly SentButton[],
): ContentButton[] {
  for (const one of sent) {
    const compiled = buttons[one.index]
    if (!compiled) {
      throw new GraphError(132000, `buttons: the template has no button at index ${one.index}`)
    }
    if (!accepts(compiled.type, one.subType)) {
      throw new GraphError(
        132012,
        `buttons: Button at index ${one.index} is of type ${compiled.type}, received ${one.subType.toUpperCase()}`,
      )
    }
  }
  return buttons.map((compiled, index) =>
    fillButton(
      compiled,
      index,
      sent.find((one) => one.index === index),
    ),
  )
}
