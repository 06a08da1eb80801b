import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getDatabase } from '@/db/client'
import { auditEvents } from '@/db/schema/audit'
import { inboundMessages, messages } from '@/db/schema/campaigns'
import { consentEvents, consentEvidence } from '@/db/schema/consent'
import { subscribers } from '@/db/schema/subscribers'
import { webhookDeliveries } from '@/db/schema/whatsapp-accounts'
import { publicLanguages } from '@/db/states'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { listConsentStates } from '../../consent/queries'
import { checkReceipt } from '../../consent/receipts/check'
import { readAttachedReceipt } from '../../consent/receipts/pdf/attached'
import { receiptSchema } from '../../consent/receipts/schema'
import { sealLedger } from '../../consent/seal'
import { findSuppressed } from '../../consent/suppression-queries'
import { newPhone, openTestShop, readLedger, signUpOf, type TestShop } from '../../consent/testing-shop'
import { verifyEvidenceOf } from '../../consent/verify/evidence'
import { explainPerson } from '../../policy/explain'
import { eraseTraces } from '../../subscribers/erase-traces'
import { makePersonToken, preferenceLink, unsubscribeLink } from '../../subscribers/person-link'
import { recordSignUp } from '../../subscribers/record-sign-up'
import { applyPendingWebhooks } from '../apply'
import {
  connectTestAccount,
  envelope,
  inbound,
  messagesValue,
  post,
  type TestAccount,
} from '../testing-webhooks'
import { handleOwnPage } from './http'
import { handleUnsubscribe } from './unsubscribe'

let database: TestDatabase
let shop: TestShop
let account: TestAccount
beforeAll(async () => {
  database = await createTestDatabase()
  process.env.DATABASE_URL = database.url
  shop = await openTestShop(database.db)
  account = await connectTestAccount(await shop.at(0))
})
afterAll(async () => {
  await getDatabase().close()
  await database.drop()
})

const instant = async (minutes: number) => (await shop.at(minutes)).now

async function say(phone: string, minutes: number, said: string): Promise<void> {
  const message = inbound(phone, await instant(minutes), said)
  const contacts = [{ profile: { name: 'Sanne de Wit' }, wa_id: phone.slice(1) }]
  await post(account, envelope('messages', messagesValue({ contacts, messages: [message] })))
  await applyPendingWebhooks({
    ...{ db: database.db, brandId: shop.brandId, accountId: account.id },
    now: await instant(minutes),
  })
}

type Someone = { phone: string; id: string; link: string }
let me: Someone
async function somebody(): Promise<Someone> {
  const phone = newPhone()
  const { code } = await recordSignUp(await shop.at(0), signUpOf(shop, phone))
  await say(phone, 1, `code ${code}`)
  const [row] = await database.db.select().from(subscribers).where(eq(subscribers.phoneE164, phone))
  if (!row) throw new Error('nobody has this number')
  const [reply] = await database.db.select().from(messages).where(eq(messages.subscriberId, row.id))
  const link = /https?:\S+\/preferences\/\S+/.exec(reply?.reply?.body ?? '')?.[0]
  if (!link) throw new Error('the confirmation carries no link')
  return { phone, id: row.id, link }
}
beforeEach(async () => {
  me = await somebody()
})

async function open(url: string, minutes = 10, init: RequestInit = {}) {
  const response = await handleOwnPage(new Request(url, init), { now: await instant(minutes) })
  return { response, status: response.status, html: await response.text() }
}

async function press(fields: Record<string, string>, minutes = 10, url = me.link) {
  const { response } = await open(url, minutes, { method: 'POST', body: new URLSearchParams(fields) })
  const to = response.headers.get('location')
  if (response.status !== 303 || !to) throw new Error(`answered ${response.status}`)
  return open(new URL(to, url).toString(), minutes)
}

const states = async (id = me.id) => {
  const rows = await listConsentStates(await shop.at(0), id)
  const of = (topicId: string) => rows.find((row) => row.topicId === topicId)?.state ?? null
  const { acties, werkplaats, nieuws } = shop.topics
  return { acties: of(acties), werkplaats: of(werkplaats), nieuws: of(nieuws) }
}

describe('the link to a person’s own page', () => {
  it('is in the confirmation, and shows their topics without their number in full', async () => {
    const { status, html, response } = await open(me.link)
    expect(status).toBe(200)
    expect(html).toContain(`•••• ${me.phone.slice(-4)}`)
    expect(html).not.toContain(me.phone.slice(3))
    expect(html.match(/role="switch" aria-checked="true"/g)).toHaveLength(2)
    expect(html.match(/role="switch" aria-checked="false"/g)).toHaveLength(1)
    expect(html).not.toMatch(/<script|https?:\/\/(?!shop\.example)/)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': expect.stringContaining('noindex'),
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
  })

  it.each(['VOORKEUREN', 'preferences', 'Einstellungen', 'Préférences'])(
    'is sent again to who asks by %s, and with HELP',
    async (word) => {
      await say(me.phone, 5, word)
      await say(me.phone, 6, 'HELP')
      const sent = await database.db.select().from(messages).where(eq(messages.subscriberId, me.id))
      expect(sent.filter((row) => row.reply?.body.includes('/preferences/'))).toHaveLength(3)
    },
  )

  it('answers alike when it is wrong, changed, expired, made for something else, or of nobody', async () => {
    const token = me.link.split('/').at(-1) ?? ''
    const { brandId } = shop
    const now = await instant(10)
    const nobody = '00000000-0000-7000-8000-000000000000'
    const changed = `${token.slice(0, 40)}${token[40] === 'A' ? 'B' : 'A'}${token.slice(41)}`
    const bad = [
      ...['x', changed, `${token}A`, token.slice(0, -1), '..%2f..', 'A'.repeat(91)],
      makePersonToken('unsubscribe', { brandId, subscriberId: me.id }, now),
      makePersonToken('preferences', { brandId, subscriberId: nobody }, now),
      makePersonToken('preferences', { brandId: nobody, subscriberId: me.id }, now),
    ]
    const answers = await Promise.all([
      ...bad.map((one) => open(`http://localhost/preferences/${one}`)),
      open(me.link, 31 * 24 * 60),
      open(`http://localhost/preferences/${changed}`, 10, { method: 'POST', body: 'do=stop-all' }),
      open(`http://localhost/preferences/${changed}/data.json`),
    ])
    expect(new Set(answers.map((one) => `${one.status} ${one.html}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(404)
    expect(answers[0]?.html).not.toContain(shop.pageSlug)
    expect((await states()).acties).toBe('confirmed')
  })

  it('cannot be guessed: no change of a single character opens anything', async () => {
    const token = me.link.split('/').at(-1) ?? ''
    await fc.assert(
      fc.asyncProperty(fc.nat(89), fc.constantFrom(...'AZaz09-_'), async (place, letter) => {
        fc.pre(token[place] !== letter)
        const other = token.slice(0, place) + letter + token.slice(place + 1)
        expect((await open(`http://localhost/preferences/${other}`)).status).toBe(404)
      }),
      { numRuns: 40 },
    )
  })

  it.each(publicLanguages)(
    'speaks %s when they choose it, and so do the answers on WhatsApp',
    async (language) => {
      const { html } = await press({ do: 'language', language })
      expect(html).toContain(`<html lang="${language}">`)
      await say(me.phone, 20, 'STOP')
      const sent = await database.db
        .select()
        .from(messages)
        .where(eq(messages.subscriberId, me.id))
        .orderBy(messages.queuedAt)
      const words = {
        nl: 'Je bent afgemeld',
        en: 'You are signed off',
        de: 'Du bist abgemeldet',
        fr: 'Vous êtes désinscrit',
      }
      expect(sent.at(-1)?.reply?.body).toContain(words[language])
    },
  )
})

describe('on their own page a person', () => {
  it('switches a topic off, which holds at once, and on again, since the page gives back what it took', async () => {
    const off = await press({ do: 'topic-off', topic: shop.topics.acties })
    expect(off.html).toContain('role="status"')
    expect(await states()).toEqual({ acties: 'withdrawn', werkplaats: 'confirmed', nieuws: null })
    const decision = async () =>
      (await explainPerson(await shop.at(11), { subscriberId: me.id, topicId: shop.topics.acties })).decision
    expect(await decision()).toBe('opted_out')
    await press({ do: 'topic-on', topic: shop.topics.acties }, 11)
    expect((await states()).acties).toBe('confirmed')
    expect(await decision()).toBeNull()
    expect(await readLedger(await shop.at(12), me.id, shop.topics.acties)).toEqual([
      'given',
      'confirmed',
      'withdrawn',
      'renewed',
    ])
    const [last] = await database.db
      .select()
      .from(consentEvents)
      .where(and(eq(consentEvents.subscriberId, me.id), eq(consentEvents.kind, 'renewed')))
    expect(last).toMatchObject({
      sourceKind: 'preference_page',
      numberCheckedBy: 'signed_link',
      language: 'nl',
    })
    expect(last?.wordingId).not.toBeNull()
  })

  it('switches on what was never theirs only with a message from their own phone', async () => {
    const waits = await press({ do: 'topic-on', topic: shop.topics.nieuws })
    expect((await states()).nieuws).toBe('given')
    const [, code] = /Code%20([0-9A-Z]{5})"/.exec(waits.html) ?? []
    expect(code).toBeDefined()
    const again = await press({ do: 'topic-on', topic: shop.topics.nieuws }, 11)
    expect(again.html).toContain(`Code%20${code}`)
    await say(me.phone, 12, `Ja, meld mij aan. Code ${code}`)
    expect((await states()).nieuws).toBe('confirmed')
    expect(await readLedger(await shop.at(12), me.id, shop.topics.nieuws)).toEqual(['given', 'confirmed'])
  })

  it('does not undo with the link what was said with the phone: after STOP only the phone brings it back', async () => {
    await say(me.phone, 5, 'STOP')
    const waits = await press({ do: 'topic-on', topic: shop.topics.acties })
    expect((await states()).acties).toBe('withdrawn')
    const [, code] = /Code%20([0-9A-Z]{5})"/.exec(waits.html) ?? []
    await say(me.phone, 12, `code ${code}`)
    expect((await states()).acties).toBe('confirmed')
  })

  it('needs no code where the brand asks for no double opt-in, but still one to come back by another door', async () => {
    await database.sql`update brands set double_opt_in = false where id = ${shop.brandId}`
    await press({ do: 'topic-on', topic: shop.topics.nieuws })
    expect((await states()).nieuws).toBe('given')
    expect((await open(me.link)).html.match(/role="switch" aria-checked="true"/g)).toHaveLength(3)
    await say(me.phone, 12, 'STOP')
    await press({ do: 'topic-on', topic: shop.topics.nieuws }, 13)
    expect((await states()).nieuws).toBe('withdrawn')
    await database.sql`update brands set double_opt_in = true where id = ${shop.brandId}`
  })

  it('stops everything in one press', async () => {
    const { html } = await press({ do: 'stop-all' })
    expect(await states()).toEqual({ acties: 'withdrawn', werkplaats: 'withdrawn', nieuws: 'withdrawn' })
    expect(html).not.toContain('class="stop"')
  })

  it('takes a break, ends it, and chooses how often, and sending keeps to all of it', async () => {
    const topicId = shop.topics.acties
    const decide = async (minutes: number) =>
      (await explainPerson(await shop.at(minutes), { subscriberId: me.id, topicId })).decision
    await press({ do: 'pause', days: '30' })
    expect(await decide(11)).toBe('paused_by_person')
    expect(await decide(10 + 31 * 24 * 60)).toBeNull()
    await press({ do: 'end-pause' }, 11)
    expect(await decide(12)).toBeNull()
    const { html } = await press({ do: 'often', often: '1' }, 12)
    expect(html).toMatch(/aria-pressed="true">1 per maand/)
    const [row] = await database.db.select().from(subscribers).where(eq(subscribers.id, me.id))
    expect(row?.maxPerMonth).toBe(1)
    await press({ do: 'often', often: 'any' }, 13)
  })

  it('gets no further with a made-up press, and nothing happens', async () => {
    const before = await database.db.$count(auditEvents)
    for (const fields of [
      {},
      { do: 'grant' },
      { do: 'topic-on' },
      { do: 'topic-off', topic: '0190a8b1-0000-7000-8000-000000000000' },
      { do: 'pause', days: '36500' },
      { do: 'language', language: 'xx' },
      { do: 'often', often: '0' },
    ] as Record<string, string>[]) {
      await press(fields)
    }
    const json = await open(me.link, 10, {
      method: 'POST',
      body: '{"do":"stop-all"}',
      headers: { 'content-type': 'application/json' },
    })
    expect(json.status).toBe(303)
    expect((await open(me.link, 10, { method: 'DELETE' })).status).toBe(405)
    expect(await database.db.$count(auditEvents)).toBe(before)
    expect((await open(`${me.link}?done=<script>`)).html).not.toContain('role="status"')
  })

  it('sees what is known, with the sentence they read, and downloads all of it', async () => {
    const { html } = await open(`${me.link}/data`)
    expect(html).toContain(shop.wordingText)
    expect(html).toContain('Sanne de Wit')
    const { response, html: text } = await open(`${me.link}/data.json`)
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="shop-/)
    const data = JSON.parse(text)
    expect(data.person).toMatchObject({ phone: me.phone, name: 'Sanne de Wit', language: 'nl' })
    expect(data.messages.fromYou[0].text).toContain('code')
    expect(data.consentEvents).toHaveLength(2)
    expect(data.consentEvents[0].youRead.text).toBe(shop.wordingText)
  })

  it('keeps what they agreed to as a PDF in their own language, and as JSON, without their number', async () => {
    await sealLedger(await shop.at(5))
    const { html } = await open(`${me.link}/data`)
    expect(html).toContain('/receipt.pdf')
    const answer = await handleOwnPage(new Request(`${me.link}/receipt.pdf`), { now: await instant(10) })
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const pdf = Buffer.from(await answer.arrayBuffer())
    const inside = JSON.parse(readAttachedReceipt(pdf) ?? '')
    expect(inside).toMatchObject({ language: 'nl', piiPrincipalId: me.id })
    const { html: json } = await open(`${me.link}/receipt.json`)
    for (const text of [JSON.stringify(inside), json]) {
      expect(text).not.toContain(me.phone.slice(3))
      expect(await checkReceipt(database.db, receiptSchema.parse(JSON.parse(text)))).toMatchObject({
        isProven: true,
      })
    }
  })

  it('is shown as text whatever their name is', async () => {
    await database.sql`update subscribers set name = '<img src=x onerror=alert(1)>' where id = ${me.id}`
    const { html } = await open(`${me.link}/data`)
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img')
  })
})

describe('erasing', () => {
  it('asks a second time, and does nothing without the tick', async () => {
    expect((await open(`${me.link}/erase`)).html).toContain('type="checkbox"')
    const unsure = await open(`${me.link}/erase`, 10, {
      method: 'POST',
      body: new URLSearchParams({ do: 'erase' }),
    })
    expect(unsure.status).toBe(422)
    expect(unsure.html).toContain('aria-invalid="true"')
    expect((await states()).acties).toBe('confirmed')
  })

  it('leaves nothing to read, a ledger that still holds, and a number that nobody adds again', async () => {
    await say(me.phone, 5, 'Is mijn fiets klaar?')
    const erased = await open(`${me.link}/erase`, 10, {
      method: 'POST',
      body: new URLSearchParams({ do: 'erase', sure: 'yes' }),
    })
    expect(erased.status).toBe(200)
    const [row] = await database.db.select().from(subscribers).where(eq(subscribers.id, me.id))
    expect(row).toMatchObject({
      phoneE164: null,
      phoneHash: null,
      name: null,
      waUserId: null,
      username: null,
    })
    expect(row?.erasedAt).toEqual(await instant(10))
    const ofMe = eq(consentEvidence.subscriberId, me.id)
    expect(await database.db.select().from(consentEvidence).where(ofMe)).toEqual([])
    expect(
      await database.db.select().from(inboundMessages).where(eq(inboundMessages.subscriberId, me.id)),
    ).toEqual([])
    const sent = await database.db.select().from(messages).where(eq(messages.subscriberId, me.id))
    expect(sent.every((one) => one.reply === null && one.inReplyTo === null && one.state === 'skipped')).toBe(
      true,
    )
    expect((await states()).acties).toBe('withdrawn')
    const ctx = await shop.at(11)
    expect(await verifyEvidenceOf(ctx)).toMatchObject({ changed: [], missing: [] })
    expect((await findSuppressed(ctx, [me.phone])).get(me.phone)?.[0]).toMatchObject({
      scope: 'all',
      reason: 'erased',
    })

    const [job] = await database.sql`
      select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'erase-traces' order by j.id desc limit 1`
    expect(JSON.stringify(job)).not.toContain(me.phone.slice(1))
    expect((await eraseTraces(ctx, { sealed: job?.payload.sealed })).emptied).toBe(2)
    const kept = await database.db.select().from(webhookDeliveries)
    expect(kept.some((one) => one.body?.includes(me.phone.slice(1)))).toBe(false)

    // The link is dead in the same way as any other, also for a second press.
    const gone = await open(me.link)
    expect(gone.html).toBe((await open('http://localhost/preferences/x')).html)
    expect((await open(`${me.link}/erase`, 12, { method: 'POST', body: 'do=erase&sure=yes' })).status).toBe(
      404,
    )
  })

  it('is not undone by START, and is by a sign-up of their own, as a person we know nothing of', async () => {
    await open(`${me.link}/erase`, 10, {
      method: 'POST',
      body: new URLSearchParams({ do: 'erase', sure: 'yes' }),
    })
    await say(me.phone, 20, 'START')
    const [fresh] = await database.db.select().from(subscribers).where(eq(subscribers.phoneE164, me.phone))
    expect(fresh?.id).not.toBe(me.id)
    expect(await states(fresh?.id)).toEqual({ acties: null, werkplaats: null, nieuws: null })
    const { code } = await recordSignUp(await shop.at(30), signUpOf(shop, me.phone))
    const decide = async (minutes: number) =>
      (
        await explainPerson(await shop.at(minutes), {
          ...{ subscriberId: fresh?.id ?? '', topicId: shop.topics.acties },
        })
      ).decision
    expect(await decide(31)).toBe('suppressed')
    await say(me.phone, 32, `code ${code}`)
    expect(await decide(33)).toBeNull()
    const [confirmed] = await database.db
      .select()
      .from(consentEvents)
      .where(and(eq(consentEvents.subscriberId, fresh?.id ?? ''), eq(consentEvents.kind, 'confirmed')))
    expect(confirmed?.details.goesOverSuppressions).toHaveLength(1)
  })
})

describe('the unsubscribe link of an e-mail or SMS', () => {
  const ask = async (url: string, init: RequestInit = {}) => {
    const response = await handleUnsubscribe(new Request(url, init), { now: await instant(10) })
    return { status: response.status, html: await response.text() }
  }
  const linkFor = async (topicId?: string) =>
    unsubscribeLink(
      { brandId: shop.brandId, subscriberId: me.id, ...(topicId ? { topicId } : {}) },
      await instant(5),
    )

  it('changes nothing when it is only opened, as mail scanners do', async () => {
    const url = await linkFor()
    for (const method of ['GET', 'HEAD']) expect((await ask(url, { method })).status).toBe(200)
    expect((await states()).acties).toBe('confirmed')
  })

  it('acts on the one POST of RFC 8058, and says the same when it was done before', async () => {
    const url = await linkFor()
    const oneClick = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) }
    const first = await ask(url, oneClick)
    expect(first.status).toBe(200)
    expect(await states()).toEqual({ acties: 'withdrawn', werkplaats: 'confirmed', nieuws: 'withdrawn' })
    expect(await ask(url, { ...oneClick, body: new URLSearchParams() })).toEqual(first)
    const events = await database.db
      .select()
      .from(consentEvents)
      .where(and(eq(consentEvents.subscriberId, me.id), eq(consentEvents.kind, 'withdrawn')))
    expect(events).toHaveLength(2)
    expect(events[0]).toMatchObject({ method: 'unsubscribe_link', sourceKind: 'email' })
  })

  it('about one topic ends that one, and a link of the page opens nothing here', async () => {
    await ask(await linkFor(shop.topics.acties), { method: 'POST' })
    expect(await states()).toEqual({ acties: 'withdrawn', werkplaats: 'confirmed', nieuws: null })
    const wrong = preferenceLink({ brandId: shop.brandId, subscriberId: me.id }, await instant(5))
    const asked = await ask(wrong.replace('/preferences/', '/unsubscribe/'), { method: 'POST' })
    expect(asked.status).toBe(404)
  })
})
