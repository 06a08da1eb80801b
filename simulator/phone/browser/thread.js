import { bubble } from './bubble.js'
import { h, reconcile } from './dom.js'
import { plainText } from './format.js'
import { dayName } from './words.js'

/** The last emoji that each side put under a message. */
function reactionsOn(messages, id) {
  const last = new Map()
  for (const { content, from } of messages) {
    if (content.reaction?.message_id === id) last.set(from, content.reaction.emoji)
  }
  return [...last.values()].filter(Boolean)
}

/** What stands above an answer: the words it answers, or what they came with. */
const quoteOf = (message) =>
  plainText(message.content.body || message.content.header?.text || '').slice(0, 90) || undefined

/**
 * Brings the messages of a chat on the screen, with a chip for each day, and stays at the newest. `acts` are what can be
 * done with a message: `press(message, index, card)`, `pick(message, row)`, `openSheet`.
 */
export function fillThread(element, messages, acts) {
  const shown = messages.filter(({ content }) => !content.reaction)
  const pressedOn = (id) =>
    shown
      .filter((message) => message.answers === id && message.from === 'me')
      .map((message) => message.content.body)
  const byId = new Map(shown.map((message) => [message.id, message]))
  const wanted = []
  let day
  let before
  for (const message of shown) {
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
    const reactions = reactionsOn(messages, message.id)
    const asked = message.answers ? byId.get(message.answers) : undefined
    wanted.push({
      key: message.id,
      signature: `${message.status} ${tail} ${pressed.join()} ${reactions.join()}`,
      make: () =>
        bubble(message, {
          pressed,
          reactions,
          tail,
          quoted: asked && quoteOf(asked),
          onPress: (index, card) => acts.press(message.id, index, card),
          onPick: (row) => acts.pick(message.id, row),
          openSheet: acts.openSheet,
        }),
    })
  }
  const count = shown.length
  const more = Number(element.dataset.count ?? -1) !== count
  reconcile(element, wanted)
  element.dataset.count = String(count)
  if (more) element.scrollTop = element.scrollHeight
}

/** Keeps a thread at its newest message when the room for it changes, unless somebody scrolled up. */
export function stayAtEnd(thread) {
  let atEnd = true
  thread.addEventListener('scroll', () => {
    atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 24
  })
  new ResizeObserver(() => {
    if (atEnd) thread.scrollTop = thread.scrollHeight
  }).observe(thread)
}
