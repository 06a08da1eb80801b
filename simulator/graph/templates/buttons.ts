import type { Button } from '../../store/templates'
import { compileText } from '../compile-template'
import { badBody, badParameter, missingExample, tooLong } from './refuse'

/** How many of a kind a template may have. */
const most: Record<string, number> = {
  QUICK_REPLY: 10,
  URL: 2,
  PHONE_NUMBER: 1,
  COPY_CODE: 1,
  FLOW: 1,
  CATALOG: 1,
  MPM: 1,
  SPM: 1,
  VOICE_CALL: 1,
  OTP: 1,
  APP: 1,
  REQUEST_CONTACT_INFO: 1,
}

const labelMost = 25
/** Their labels are WhatsApp's own. */
const unlabelled = new Set(['COPY_CODE', 'OTP', 'REQUEST_CONTACT_INFO', 'SPM'])

const firstExample = (example: unknown) => (Array.isArray(example) ? example[0] : example)

function checkUrl(button: Button) {
  const url = button.url ?? ''
  if (url === '') throw badParameter('A URL button needs a url.')
  if (url.length > 2000) throw tooLong('The url of a button', 2000)
  const { names, parts } = compileText(url)
  if (!/^https?:\/\/[^\s{]+/i.test(url)) throw badParameter(`${url} is not a web address.`)
  if (names.length > 1 || (names.length === 1 && parts.at(-1) !== '')) {
    throw badParameter('The url of a button can have one variable, at its end.')
  }
  if (names.length === 1 && !firstExample(button.example)) throw missingExample('The url of a button')
}

function checkButton(button: Button, codeMost: number) {
  if (!(button.type in most)) throw badParameter(`Button type ${button.type} does not exist.`)
  const text = button.text ?? ''
  if (text === '' && !unlabelled.has(button.type)) throw badParameter('A button needs a text.')
  if (text.length > labelMost) throw tooLong('The text of a button', labelMost)
  if (/\{\{|[\n\r]|[*_~`]{2}/.test(text)) throw badBody('The text of a button has no variables or new lines.')
  if (button.type === 'URL') checkUrl(button)
  if (button.type === 'PHONE_NUMBER') {
    if (!button.phone_number) throw badParameter('A PHONE_NUMBER button needs a phone_number.')
    if (button.phone_number.length > 20) throw tooLong('The phone_number of a button', 20)
  }
  if (button.type === 'COPY_CODE') {
    const code = String(firstExample(button.example) ?? '')
    if (code === '') throw missingExample('A COPY_CODE button')
    if (code.length > codeMost) throw tooLong('A code', codeMost)
  }
  const hasFlow = 'flow_id' in button || 'flow_name' in button || 'flow_json' in button
  if (button.type === 'FLOW' && !hasFlow) throw badParameter('A FLOW button needs a flow_id.')
  if (button.type === 'OTP' && !['COPY_CODE', 'ONE_TAP', 'ZERO_TAP'].includes(button.otp_type ?? '')) {
    throw badParameter('otp_type of an OTP button is COPY_CODE, ONE_TAP or ZERO_TAP.')
  }
}

/** Quick replies and other buttons form two unbroken groups. */
function unbroken(buttons: readonly Button[]): boolean {
  const changes = buttons.filter(
    (button, index) =>
      index > 0 && (button.type === 'QUICK_REPLY') !== (buttons[index - 1]?.type === 'QUICK_REPLY'),
  )
  return changes.length <= 1
}

/** Checks the buttons of a template or a card; `total` is how many there may be. */
export function checkButtons(buttons: readonly Button[], total: number, codeMost: number): void {
  if (buttons.length === 0) throw badParameter('BUTTONS needs at least one button.')
  if (buttons.length > total) throw badParameter(`There can be at most ${total} buttons.`)
  for (const button of buttons) checkButton(button, codeMost)
  for (const [type, limit] of Object.entries(most)) {
    if (buttons.filter((button) => button.type === type).length > limit) {
      throw badParameter(`There can be at most ${limit} buttons of type ${type}.`)
    }
  }
  if (!unbroken(buttons)) {
    throw badParameter('Invalid combination: keep quick replies together, before or after the other buttons.')
  }
  const labels = buttons.map((button) => button.text).filter(Boolean)
  if (new Set(labels).size < labels.length) throw badParameter('Two buttons have the same text.')
}
