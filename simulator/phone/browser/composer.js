import { h, icon } from './dom.js'
import { t } from './words.js'

/**
 * The line to type in, with its send button. `onSend` gets the text and may be slow; it is asked once at a
 * time. The text stays when it gives false or fails.
 */
export function composer(onSend) {
  const field = h('textarea', {
    rows: 1,
    maxlength: 4096,
    'aria-label': t('message'),
    placeholder: t('message'),
    enterkeyhint: 'send',
  })
  const button = h('button', { type: 'submit', class: 'send', 'aria-label': t('send') }, icon('send', 22))
  const problem = h('p', { class: 'problem', role: 'alert' })
  const fit = () => {
    field.style.height = 'auto'
    field.style.height = `${Math.min(field.scrollHeight, 130)}px`
  }
  let sending = false
  const submit = async (event) => {
    event.preventDefault()
    const text = field.value.trim()
    if (text === '' || sending) return
    sending = true
    try {
      problem.textContent = ''
      if ((await onSend(text)) === false) return
      field.value = ''
      fit()
    } catch {
      problem.textContent = t('failed')
    } finally {
      sending = false
    }
  }
  field.addEventListener('input', fit)
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) void submit(event)
  })
  const form = h(
    'form',
    { class: 'composer', onsubmit: submit },
    problem,
    h('div', { class: 'composer-field' }, icon('smile', 22), field, icon('clip', 21), icon('camera', 21)),
    button,
  )
  return {
    element: form,
    setDraft(text) {
      field.value = text
      requestAnimationFrame(fit)
    },
    focus: () => field.focus(),
  }
}
