import { setFaults } from './api.js'
import { clockSection, crowdChoice } from './clock.js'
import { h, reconcile } from './dom.js'
import { clockSeconds, sentence, t } from './words.js'

const switches = [
  { name: 'loseAnswer', isOn: (faults) => faults.loseAnswer > 0, change: (on) => ({ loseAnswer: on }) },
  {
    name: 'duplicateWebhooks',
    isOn: (faults) => faults.duplicateWebhooks,
    change: (on) => ({ duplicateWebhooks: on }),
  },
  {
    name: 'reorderWebhooks',
    isOn: (faults) => faults.reorderWebhooks,
    change: (on) => ({ reorderWebhooks: on }),
  },
  {
    name: 'outage',
    isOn: (faults) => faults.outage,
    change: (on) => ({ webhookOutageMs: on ? 600_000 : 0 }),
  },
  { name: 'fail5xx', isOn: (faults) => faults.fail5xx > 0, change: (on) => ({ fail5xx: on ? 0.3 : 0 }) },
  {
    name: 'latencyMs',
    isOn: (faults) => faults.latencyMs > 0,
    change: (on) => ({ latencyMs: on ? 2000 : 0 }),
  },
  {
    name: 'rateLimited',
    isOn: (faults) => faults.rateLimited > 0,
    change: (on) => ({ rateLimited: on ? 0.3 : 0 }),
  },
  {
    name: 'managementLimited',
    isOn: (faults) => faults.managementLimited > 0,
    change: (on) => ({ managementLimited: on }),
  },
  { name: 'tokenExpired', isOn: (faults) => faults.tokenExpired, change: (on) => ({ tokenExpired: on }) },
]

const shares = ['readShare', 'openShare', 'replyShare', 'stopShare', 'failShare', 'offShare']

const wireRow = (entry) =>
  h(
    'li',
    { class: entry.ok ? '' : 'bad' },
    h('time', {}, clockSeconds(entry.at)),
    h(
      'span',
      { class: 'wire-what' },
      h('strong', {}, t(`wire_${entry.title}`, entry.params)),
      h('span', {}, entry.detail),
    ),
    h(
      'span',
      { class: 'wire-answer' },
      h('span', {}, sentence(`answer_${entry.answer}`) ?? entry.answer),
      h('span', {}, `${entry.ms < 10 ? entry.ms.toFixed(1) : Math.round(entry.ms)} ms`),
    ),
  )

/** The column beside the phones: what went over the line, how customers behave, and faults on demand. */
export function sideColumn(element) {
  const waiting = h('span', { class: 'muted' })
  const list = h('ol', { class: 'wire', tabindex: '0', 'aria-label': t('onTheWire') })
  const none = h('p', { class: 'muted none' }, t('noWire'))
  const bars = h('dl', { class: 'bars' })
  const faultList = h('div', { class: 'faults' })
  const controls = new Map()
  const clock = clockSection()
  const crowd = crowdChoice()
  for (const { name, change } of switches) {
    const control = h('button', { type: 'button', class: 'switch', role: 'switch', 'aria-checked': 'false' })
    control.append(h('span', { class: 'thumb' }))
    control.addEventListener('click', () =>
      setFaults(change(control.getAttribute('aria-checked') !== 'true')),
    )
    controls.set(name, control)
    faultList.append(h('label', { class: 'fault' }, h('span', {}, t(`fault_${name}`)), control))
  }
  element.append(
    clock.element,
    h('section', {}, h('div', { class: 'side-head' }, h('h2', {}, t('onTheWire')), waiting), none, list),
    h('section', {}, h('h2', {}, t('how')), crowd.element, bars),
    h('section', {}, h('h2', {}, t('faults')), faultList),
    h('p', { class: 'muted foot' }, t('foot')),
  )
  const percent = new Intl.NumberFormat(document.documentElement.lang, {
    style: 'percent',
    maximumFractionDigits: 1,
  })

  return {
    showWire({ entries, waiting: count }) {
      waiting.textContent = count > 0 ? t('waiting', { count }) : entries.length > 0 ? t('allDelivered') : ''
      none.hidden = entries.length > 0
      list.hidden = entries.length === 0
      reconcile(
        list,
        entries.map((entry) => ({ key: String(entry.seq), signature: '', make: () => wireRow(entry) })),
      )
    },
    showState({ faults, behaviour, crowd: chosen, clock: now }) {
      clock.show(now)
      crowd.show(chosen)
      for (const { name, isOn } of switches)
        controls.get(name).setAttribute('aria-checked', String(isOn(faults)))
      bars.replaceChildren(
        ...shares.map((name) => {
          const bar = h('span', { class: 'bar' }, h('span', {}))
          bar.firstChild.style.width = `${Math.max(behaviour[name] * 100, 0.8)}%`
          return h(
            'div',
            {},
            h('dt', {}, t(name)),
            h('dd', {}, bar, h('span', { class: 'bar-value' }, percent.format(behaviour[name]))),
          )
        }),
      )
    },
  }
}
