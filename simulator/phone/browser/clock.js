import { setBehaviour, setClock } from './api.js'
import { h } from './dom.js'
import { language, t } from './words.js'

const speeds = [0, 1, 60, 3600]
const hourMs = 3_600_000
const jumps = [
  { name: 'jumpHour', ms: hourMs },
  { name: 'jumpDay', ms: 24 * hourMs },
  { name: 'jumpWeek', ms: 168 * hourMs },
]
const crowds = ['usual', 'lifelike', 'annoyed']

const format = new Intl.DateTimeFormat(language, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
})

/** Buttons of which one is pressed; gives the element and a way to say which. */
function segments(label, names, text, onChoose) {
  const buttons = new Map(
    names.map((name) => [
      name,
      h('button', { type: 'button', 'aria-pressed': 'false', onclick: () => onChoose(name) }, text(name)),
    ]),
  )
  return {
    element: h('div', { class: 'segments', role: 'group', 'aria-label': label }, ...buttons.values()),
    choose(chosen) {
      for (const [name, button] of buttons) button.setAttribute('aria-pressed', String(name === chosen))
    },
  }
}

/** The simulated clock: what it shows, how fast it runs, and jumps ahead. */
export function clockSection() {
  let clock
  let readAt = 0
  const shown = h('output', { class: 'muted', 'aria-label': t('simulatedTime') })
  const pace = segments(
    t('clockSpeed'),
    speeds,
    (speed) => (speed === 0 ? t('clockPaused') : `${speed.toLocaleString(language)}×`),
    (speed) => setClock({ speed }),
  )
  const tick = () => {
    if (!clock) return
    const now = Date.parse(clock.now) + (performance.now() - readAt) * clock.speed
    const text = format.format(now)
    if (shown.textContent !== text) shown.textContent = text
  }
  setInterval(tick, 250)
  const ahead = jumps.map(({ name, ms }) => {
    const button = h('button', { type: 'button', class: 'button small' }, t(name))
    button.addEventListener('click', async () => {
      button.disabled = true
      try {
        await setClock({ skipMs: ms })
      } finally {
        button.disabled = false
        button.focus()
      }
    })
    return button
  })
  return {
    element: h(
      'section',
      {},
      h('div', { class: 'side-head' }, h('h2', {}, t('clock')), shown),
      pace.element,
      h('div', { class: 'jumps' }, h('span', {}, t('jumpAhead')), ...ahead),
    ),
    show(now) {
      clock = now
      readAt = performance.now()
      pace.choose(clock.speed)
      tick()
    },
  }
}

/** Which crowd is on the other side. */
export function crowdChoice() {
  const choice = segments(
    t('crowd'),
    crowds,
    (name) => t(`crowd_${name}`),
    (preset) => setBehaviour({ preset }),
  )
  return { element: choice.element, show: choice.choose }
}
