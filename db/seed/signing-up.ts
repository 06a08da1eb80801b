import { createHash } from 'node:crypto'
import { applyMessage } from '@/core/inbound/messages'
import { ensureSubscriber } from '@/core/subscribers/commands'
import { recordSignUp } from '@/core/subscribers/record-sign-up'
import { confirmationText } from '@/core/subscribers/rules'
import { confirmSignUp } from '@/core/subscribers/sign-up'
import type { Arrival } from './arrivals'
import type { Capture, LiveVersion } from './capture'
import { chanceOf, delayMs } from './chance'
import type { Person } from './people'
import type { Teller } from './teller'
import type { Timeline } from './timeline'
import { answerWaiting, type Wire } from './wire'

/** Conversations older than this are told by their outcome alone: nobody looks at a chat of the spring. */
const chatDays = 3

const minutes = 60_000

/** WhatsApp's id of a message that somebody wrote. */
export const inboundId = (key: string) =>
  `wamid.HBgL${createHash('sha256').update(key).digest('base64url').slice(0, 28)}`

/** Ticks the box on the page as it was that day, and confirms some time later, most at once. */
export function addArrival(
  told: { teller: Teller; timeline: Timeline; capture: Capture; wire: Wire },
  arrival: Arrival,
): void {
  const { teller, timeline, capture, wire } = told
  const { person, source, at } = arrival
  timeline.add(
    at,
    async () => {
      const version = versionAt(capture.versions, source.page, at)
      const wordingId = version.wordings[person.language]
      const signUp = await recordSignUp(teller.as({ type: 'visitor' }, at), {
        phoneE164: person.phoneE164,
        country: person.country,
        landingPageVersionId: version.versionId,
        wordingId,
        language: person.language,
        topicIds: version.topics.map((topic) => teller.brand.topicIds[topic]),
        qrCodeId: capture.qrCodes[source.key] ?? null,
        evidence: { ip: person.ip, userAgent: person.userAgent, tickedAt: at.toISOString(), wordingId },
      })
      if (!arrival.confirms) return
      const chance = chanceOf(`confirm ${person.phoneE164}`)
      const delay = Math.min(delayMs(chance, 0.9 * minutes, 1.3), 40 * 60 * minutes)
      const writtenAt = new Date(Math.ceil((at.getTime() + delay + 8_000) / 1000) * 1000)
      timeline.add(
        writtenAt,
        () => confirm({ teller, wire }, person, signUp.code, writtenAt),
        // Who is answered is answered alone, so that nobody else's answer is taken for theirs.
        isChat(teller, writtenAt) ? undefined : person.phoneE164,
      )
    },
    person.phoneE164,
  )
}

function versionAt(versions: readonly LiveVersion[], page: LiveVersion['page'], at: Date): LiveVersion {
  const live = versions.findLast((version) => version.page === page && version.from <= at)
  if (!live) throw new Error(`No version of ${page} was live at ${at.toISOString()}`)
  return live
}

const isChat = ({ calendar }: Teller, at: Date) =>
  calendar.now.getTime() - at.getTime() < chatDays * 24 * 60 * minutes

async function confirm(
  told: { teller: Teller; wire: Wire },
  person: Person,
  code: string,
  at: Date,
): Promise<void> {
  const { teller, wire } = told
  const ctx = teller.webhook(at)
  const text = confirmationText(person.language, code)
  const id = inboundId(`confirm ${person.phoneE164}`)
  if (isChat(teller, at)) {
    await write({ teller, wire }, person, { id, at, text })
    return
  }
  // The name is known from the message that confirms.
  const { phoneE164, country, language, name } = person
  await ensureSubscriber(ctx, { phoneE164, country, language, name })
  await confirmSignUp(ctx, { code, fromE164: phoneE164, providerMessageId: id, at, text })
}

/** What somebody writes or presses. */
export type Said = { id: string; at: Date; answers?: string } & (
  | { text: string }
  | { button: { text: string; payload: string } }
)

/** A message comes in as its webhook brings it, is acted upon, and answered. */
export async function write(told: { teller: Teller; wire: Wire }, person: Person, said: Said): Promise<void> {
  const { teller, wire } = told
  const from = person.phoneE164.slice(1)
  const message = {
    id: said.id,
    from,
    timestamp: String(Math.floor(said.at.getTime() / 1000)),
    ...(said.answers ? { context: { id: said.answers } } : {}),
    ...('text' in said
      ? { type: 'text', text: { body: said.text } }
      : { type: 'button', button: said.button }),
  }
  await teller.db.transaction(async (db) => {
    const ctx = { ...teller.webhook(said.at), db }
    await applyMessage(ctx, teller.accountId, message, [{ wa_id: from, profile: { name: person.name } }])
    // In the same transaction, because a running worker would send an answer of last week today.
    await answerWaiting(wire, { ...ctx, now: new Date(said.at.getTime() + 1_400) })
  })
}
