import { act, Refused } from './api.js'
import { actions, button, dialog, field } from './dialogs.js'
import { h } from './dom.js'
import { t } from './words.js'

/** A dialog with fields and one thing to do; `work` gives what is wrong, or nothing when it is done. */
function ask(title, fields, doing, work) {
  const form = h(
    'form',
    {
      novalidate: true,
      onsubmit: async (event) => {
        event.preventDefault()
        if (await work()) return
        element.close()
      },
    },
    ...fields.map((one) => one.element),
    actions(
      button(t('cancel'), { onclick: () => element.close() }),
      h('button', { type: 'submit', class: 'button primary' }, doing),
    ),
  )
  const element = dialog(title, form, undefined)
  fields[0].input.focus()
}

/** Does it, and says beside the field when it was refused. Gives whether it was; `onDone` hears the answer. */
async function tryAct(number, what, where, words, onDone = () => undefined) {
  try {
    onDone(await act(number, what))
    return false
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    where.complain(words)
    return true
  }
}

/**
 * The first message of somebody who tapped an advertisement, to one of these businesses; `onSent` hears which.
 */
export function askAd(number, businesses, onSent) {
  const [first, ...others] = businesses
  const business = field(t('viaAdBusiness'), { options: businesses.map(({ id, name }) => [id, name]) })
  const headline = field(
    t('viaAdName'),
    { autocomplete: 'off', value: t('viaAdFirst'), maxlength: 100 },
    t('viaAdHelp'),
  )
  const text = field(t('message'), { autocomplete: 'off', maxlength: 1000, required: true })
  const isSure = others.length === 0
  const title = isSure ? t('viaAdTitle', { name: first.name }) : t('viaAdTitleAny')
  ask(title, [...(isSure ? [] : [business]), headline, text], t('send'), () => {
    if (text.input.value.trim() === '') {
      text.complain(t('badName'))
      return true
    }
    const to = isSure ? first.id : business.input.value
    const referral = { source_id: '120210000000000001', headline: headline.input.value }
    const act = { act: 'write', business: to, text: text.input.value, referral }
    return tryAct(number, act, text, t('failed'), () => onSent(to))
  })
}

/** Another number for the same person: WhatsApp tells every business that they wrote with. `onMoved` hears the new one. */
export function askMove(number, name, onMoved) {
  const to = field(t('number'), { type: 'tel', inputmode: 'tel', autocomplete: 'off' }, t('moveHelp'))
  ask(t('moveTitle', { name }), [to], t('moveDo'), () => {
    const digits = to.input.value.replace(/\D/g, '').replace(/^00/, '')
    if (digits !== '' && !/^[1-9]\d{7,14}$/.test(digits)) {
      to.complain(t('badNumber'))
      return true
    }
    return tryAct(number, { act: 'move', ...(digits && { to: digits }) }, to, t('moveTaken'), (answer) =>
      onMoved(answer.number),
    )
  })
}

/** Goes by a username, and hides the number from businesses that did not have it. */
export function askUsername(number, name, before) {
  const username = field(
    t('name'),
    { autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', value: before, maxlength: 35 },
    t('usernameHelp'),
  )
  ask(t('usernameTitle', { name }), [username], t('keep'), () =>
    tryAct(number, { act: 'username', username: username.input.value.trim() }, username, t('usernameBad')),
  )
}
