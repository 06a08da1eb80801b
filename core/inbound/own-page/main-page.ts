import { formatPhone, maskPhone } from '../../platform/phone'
import { escapeHtml } from '../../sources/landing-pages/document/rules'
import { chosenNumbers, pauseDays } from '../../subscribers/preferences'
import type { Own, OwnTopic } from './load'
import { dayOf, momentOf } from './words'

const icons = {
  pause: '<rect x="6" y="4" width="4" height="16" rx="1"/><rect x="14" y="4" width="4" height="16" rx="1"/>',
  data: '<path d="M14 3H6a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V8z"/><path d="M14 3v5h5M9 13h6M9 17h6"/>',
  download: '<path d="M12 4v11m-5-5 5 5 5-5M4 16v3a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3"/>',
  erase:
    '<path d="m7 20-4-4a1.5 1.5 0 0 1 0-2L13 4a1.5 1.5 0 0 1 2 0l5 5a1.5 1.5 0 0 1 0 2l-9 9zM21 20H7M8 9l7 7"/>',
}
export const icon = (name: keyof typeof icons) =>
  `<svg class="i" viewBox="0 0 24 24" aria-hidden="true">${icons[name]}</svg>`

/** One press, one act: a form without a script. */
export const press = (at: string, fields: Record<string, string>, button: string) =>
  `<form method="post" action="${at}">${Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('')}${button}</form>`

/** What was just done, by a word of ours in the address; anything else there says nothing. */
export type Done = keyof Own['words']['done']
export const isDone = (own: Own, said: string | null): said is Done =>
  said !== null && Object.hasOwn(own.words.done, said)

/** The page's body. `at` is its own address, `done` what was just changed. */
export function mainPage(own: Own, at: string, done: Done | null, linkUntil: Date): string {
  const { words, person, brand, language } = own
  const zone = brand.timeZone
  const phone = person.phoneE164 ? maskPhone(person.phoneE164) : null
  return [
    `<h1>${words.title}</h1><p class="q">${phone ? words.lead(escapeHtml(phone)) : words.leadHidden}</p>`,
    done ? `<p class="note" role="status">${words.done[done]}</p>` : '',
    own.isPaused && person.pausedUntil
      ? `<div class="note"><p>${words.pausedUntil(dayOf(person.pausedUntil, language, zone))}</p>${press(at, { do: 'end-pause' }, `<button>${words.endPause}</button>`)}</div>`
      : '',
    person.platformStoppedAt ? `<p class="note">${words.stoppedInWhatsApp}</p>` : '',
    own.isSuppressed ? `<p class="note">${words.suppressed}</p>` : '',
    `<ul class="topics">${own.topics.map((topic) => topicRow(topic, own, at)).join('')}</ul>`,
    frequency(own, at),
    `<ul class="acts">${pauseRow(own, at)}
<li><a class="row" href="${at}/data">${icon('data')}<span>${words.data}</span></a></li>
<li><a class="row" href="${at}/data.json" download>${icon('download')}<span>${words.download}</span></a></li>
<li><a class="row" href="${at}/erase">${icon('erase')}<span>${words.erase}</span></a></li></ul>`,
    own.topics.some((topic) => topic.isOn || topic.confirmLink)
      ? press(at, { do: 'stop-all' }, `<button class="stop">${words.stopAll}</button>`)
      : `<p class="note">${words.allOff}</p>`,
    `<div class="foot">${own.givenAt ? `<p>${words.givenAt(momentOf(own.givenAt, language, zone))} <a href="${at}/data#proof">${words.seeProof}</a></p>` : ''}<p>${words.linkUntil(dayOf(linkUntil, language, zone))}</p></div>`,
  ].join('')
}

function topicRow(topic: OwnTopic, { words }: Own, at: string): string {
  const tick =
    '<svg viewBox="0 0 16 16" fill="none" stroke-width="2.2" aria-hidden="true"><path d="M2.5 8.6 5.6 12 12 4.2"/></svg>'
  const id = `about-${topic.id}`
  const button = `<button class="topic" role="switch" aria-checked="${topic.isOn}" aria-labelledby="${id}-name" aria-describedby="${id}"><b id="${id}-name">${escapeHtml(topic.name)}</b><span class="q" id="${id}">${escapeHtml(topic.about)}. ${escapeHtml(topic.often)}.</span><span class="sw" aria-hidden="true">${tick}</span></button>`
  const wait = topic.confirmLink
    ? `<p class="wait"><span>${words.waits}</span><a href="${escapeHtml(topic.confirmLink)}">${words.confirm}</a></p>`
    : ''
  return `<li>${press(at, { do: topic.isOn ? 'topic-off' : 'topic-on', topic: topic.id }, button)}${wait}</li>`
}

function frequency({ words, person }: Own, at: string): string {
  const choice = (value: number | null, label: string) =>
    press(
      at,
      { do: 'often', often: value === null ? 'any' : String(value) },
      `<button aria-pressed="${person.maxPerMonth === value}">${label}</button>`,
    )
  return `<fieldset><legend>${words.often}</legend><div class="three">${chosenNumbers
    .map((number) => choice(number, words.perMonth(number)))
    .join('')}${choice(null, words.anyNumber)}</div></fieldset>`
}

function pauseRow({ words, isPaused }: Own, at: string): string {
  if (isPaused) return ''
  const choices = pauseDays.map((days) =>
    press(at, { do: 'pause', days: String(days) }, `<button>${words.pauseFor(days)}</button>`),
  )
  return `<li><details><summary class="row">${icon('pause')}<span>${words.pause}</span></summary><div class="three">${choices.join('')}</div></details></li>`
}

/** Before everything goes: what that means, and a box to tick. */
export function erasePage({ words, brand }: Own, at: string, isMissing: boolean): string {
  const missing = isMissing ? `<p class="err" id="sure-error">${words.eraseTick}</p>` : ''
  const described = isMissing ? ' aria-invalid="true" aria-describedby="sure-error" autofocus' : ''
  return `<h1>${words.eraseTitle}</h1><p class="note">${words.eraseLead(escapeHtml(brand.name))}</p><form method="post" action="${at}/erase"><input type="hidden" name="do" value="erase"><label class="tick"><input type="checkbox" name="sure" value="yes"${described}><span>${words.eraseSure}</span></label>${missing}<button class="go red">${words.eraseButton}</button></form><p class="foot"><a href="${at}">${words.eraseNo}</a></p>`
}

/** The whole number, as people write it: it is their own. */
export const ownNumber = (phoneE164: string | null): string | null =>
  phoneE164 ? formatPhone(phoneE164) : null
