import { bubble } from './bubble.js'
import { h, reconcile } from './dom.js'
import { dayName } from './words.js'

/** Brings the messages of a chat on the screen, with a chip for each day, and stays at the newest. */
export function fillThread(element, messages, onPress) {
  const pressedOn = (id) =>
    messages
      .filter((message) => message.answers === id && message.from === 'me')
      .map((message) => message.content.body)
  const byId = new Map(messages.map((message) => [message.id, message]))
  const wanted = []
  let day
  let before
  for (const message of messages) {
    const name = dayName(message.at)
    if (name !== day) {
      wanted.push({
        key: `day ${new Date(message.at).toDateString()}`,
        signature: name,
        make: () => h('div', { class: 'day' }, h('span', {}, name)),
      })
    }
    const tail = before !== message.from || name !== day
    day = name
    before = message.from
    const pressed = pressedOn(message.id)
    const asked = message.answers ? byId.get(message.answers) : undefined
    const quoted = asked ? asked.content.body.replace(/[*_~`]/g, '').slice(0, 90) : undefined
    wanted.push({
      key: message.id,
      signature: `${message.status} ${tail} ${pressed.join()}`,
      make: () => bubble(message, { pressed, tail, quoted, onPress: (index) => onPress(message.id, index) }),
    })
  }
  const count = messages.length
  const more = Number(element.dataset.count ?? -1) !== count
  reconcile(element, wanted)
  element.dataset.count = String(count)
  if (more) element.scrollTop = element.scrollHeight
}
