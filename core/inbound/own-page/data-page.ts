import type { BrandContext } from '../../brands/scope'
import { escapeHtml } from '../../sources/landing-pages/document/rules'
import type { ProofEntry } from '../../subscribers/schema'
import { listKnown } from './known'
import type { Own } from './load'
import { ownNumber } from './main-page'
import { dayOf, momentOf } from './words'

/** What is known, in words; the whole of it is in the download. */
export async function dataPage(ctx: BrandContext, own: Own, at: string): Promise<string> {
  const { words, person, brand, language } = own
  const known = await listKnown(ctx, person.id)
  const fact = (label: string, value: string | null) =>
    `<div><dt>${label}</dt><dd>${value === null || value === '' ? words.none : escapeHtml(value)}</dd></div>`
  const attributes = Object.entries(person.attributes).map(([key, value]) =>
    fact(escapeHtml(key), String(value)),
  )
  const { facts } = words
  const country = new Intl.DisplayNames([language], { type: 'region' }).of(person.country) ?? person.country
  const list = [
    person.phoneE164 || !person.username ? fact(facts.phone, ownNumber(person.phoneE164)) : '',
    person.username ? fact(facts.username, person.username) : '',
    fact(facts.name, person.name),
    fact(facts.language, new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language),
    fact(facts.country, country),
    fact(facts.since, dayOf(person.createdAt, language, brand.timeZone)),
    person.tags.length > 0 ? fact(facts.tags, person.tags.join(', ')) : '',
    ...attributes,
    ...known.notes.map((note) => fact(facts.notes, note.text)),
    fact(facts.messages, words.countMessages(known.received.length, known.sent.length)),
    fact(
      words.consentNow,
      new Intl.ListFormat(language).format(own.topics.flatMap((topic) => (topic.isOn ? [topic.name] : []))),
    ),
  ]
  const names = new Map(own.topics.map((topic) => [topic.id, topic.name]))
  const proof = known.proof.map((entry) => proofItem(entry, own, names)).reverse()
  return `<h1>${words.dataTitle}</h1><p class="q">${words.dataLead(escapeHtml(brand.legalName))}</p><dl class="facts">${list.join('')}</dl><section class="sec" id="proof"><h2>${words.proof}</h2>${proof.length > 0 ? `<ul class="proof">${proof.join('')}</ul><p class="keep"><a href="${at}/receipt.pdf" download>${words.keepProof}</a> <a href="${at}/receipt.json" download>JSON</a></p><p class="q">${words.checkProof} <a href="/verify?lang=${language}">${words.checkProofLink}</a></p>` : `<p class="q">${words.noProof}</p>`}</section><a class="go" href="${at}/data.json" download>${words.download}</a><p class="foot"><a href="${at}">${words.back}</a></p>`
}

function proofItem(entry: ProofEntry, own: Own, names: Map<string, string>): string {
  const { words, language, brand } = own
  const topics = new Intl.ListFormat(language).format(entry.topicIds.flatMap((id) => names.get(id) ?? []))
  const wording = entry.wording
    ? `<blockquote><span class="q">${words.youRead}:</span> ${escapeHtml(entry.wording.text)}<br><span class="code">SHA-256 ${entry.wording.hash}</span></blockquote>`
    : ''
  const said = entry.text ? `<p class="q">“${escapeHtml(entry.text)}”</p>` : ''
  const device = [entry.device ? words.device(deviceNames[entry.device]) : '', entry.network ?? ''].filter(
    Boolean,
  )
  return `<li><b>${words.acts[entry.kind]}</b>: ${escapeHtml(topics)}<p class="q">${momentOf(entry.at, language, brand.timeZone)}, ${words.doors[entry.sourceKind]}${device.length > 0 ? ` · ${device.join(' · ')}` : ''}</p>${said}${wording}</li>`
}

const deviceNames: Record<NonNullable<ProofEntry['device']>, string> = {
  android: 'Android',
  iphone: 'iPhone',
  ipad: 'iPad',
  windows: 'Windows',
  mac: 'Mac',
  linux: 'Linux',
}
