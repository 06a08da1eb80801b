import type { BrandContext } from '../brands/scope'
import { listConsentStates, listTopics } from '../consent/queries'
import { openReview } from '../consent/reviews'
import { isPending, isStanding } from '../consent/rules'
import { withdrawConsent } from '../consent/withdraw'
import { giveReward } from '../sources/landing-pages/rewards/give'
import { findChatCode } from '../sources/qr-codes/chat-codes'
import { renewConsent } from '../subscribers/come-back'
import { refuseSignUp } from '../subscribers/refuse-sign-up'
import { renewTopic } from '../subscribers/renew-topic'
import type { Confirmation } from '../subscribers/schema'
import { confirmSignUp } from '../subscribers/sign-up'
import { findAnsweredCampaign } from './queries'
import type { Request } from './read-message'
import type { Reply } from './replies'

/** What `inbound_messages.understood_as` can say. */
export type Understood =
  | 'confirmation'
  | 'stop'
  | 'near-stop'
  | 'start'
  | 'renewal'
  | 'preferences'
  | 'help'
  | 'chat'
  | 'wrong-phone'
  | 'not-me'
  | 'expired-code'

/** What was done with a request, and what to answer, if anything. */
export type Outcome = { understoodAs: Understood; reply: Reply | null }

export type Sender = {
  accountId: string
  subscriberId: string
  /** Null for who hides the number; then there is the id. */
  fromE164: string | null
  fromUserId: string | null
  providerMessageId: string
  contextMessageId: string | null
  at: Date
}

const nothing: Outcome = { understoodAs: 'chat', reply: null }

/** How long after signing off a plain "yes" still answers our own question whether to come back. */
const yesAfterStopMs = 24 * 60 * 60 * 1000

/** Does what a message asks. Idempotent for the caller's sake only: each message must be brought here once. */
export async function answerRequest(ctx: BrandContext, sender: Sender, request: Request): Promise<Outcome> {
  switch (request.kind) {
    case 'stop':
      return stop(ctx, sender, request)
    case 'code':
      return confirm(ctx, sender, request)
    case 'not-me':
      return notMe(ctx, sender, request)
    case 'start':
      return start(ctx, sender, request)
    case 'scanned':
      return scanned(ctx, sender, request)
    case 'renew':
      return renew(ctx, sender, request)
    case 'near-stop':
      return almostStop(ctx, sender, request)
    case 'preferences':
      return { understoodAs: 'preferences', reply: { kind: 'preferences' } }
    case 'help':
      return { understoodAs: 'help', reply: { kind: 'help' } }
    case 'chat':
      return nothing
  }
}

const evidenceOf = (sender: Sender, said: string) => ({
  ...(sender.fromE164 ? { phoneE164: sender.fromE164 } : {}),
  ...(sender.fromUserId ? { waUserId: sender.fromUserId } : {}),
  numberCheckedBy: 'inbound-message',
  providerMessageId: sender.providerMessageId,
  text: said,
  ...(sender.contextMessageId ? { answers: sender.contextMessageId } : {}),
})

/**
 * A typed STOP ends everything: whoever writes it means us, not one of our topics. A button ends what stands on it: the
 * topic that it names, else all marketing. Marketing is withdrawn also where nothing stood, as an objection (GDPR
 * article 21(3)), so that nobody adds the person behind their back.
 */
async function stop(
  ctx: BrandContext,
  sender: Sender,
  request: Request & { kind: 'stop' },
): Promise<Outcome> {
  const topics = await listTopics(ctx)
  const { subscriberId, at } = sender
  const kept = async () =>
    (await listConsentStates(ctx, subscriberId))
      .filter((row) => isStanding(row.state) || isPending(row))
      .map((row) => row.topicId)
  const named = topics.find((topic) => topic.key === request.topicKey)
  const campaign = await findAnsweredCampaign(ctx, sender)
  const { withdrawnTopics } = await withdrawConsent(ctx, {
    subscriberId,
    ...(named ? { topicIds: [named.id] } : {}),
    scope: request.by === 'keyword' ? 'all' : 'marketing',
    method: request.by,
    at,
    source: { kind: 'whatsapp_thread', campaignId: campaign?.campaignId ?? null },
    evidence: evidenceOf(sender, request.said),
    details: campaign ? { campaignKnownBy: campaign.known } : {},
  })
  const left = await kept()
  const reply: Reply =
    withdrawnTopics === 0 && left.length === 0
      ? { kind: 'stopped-before' }
      : named && left.length > 0
        ? { kind: 'stopped-topic', topicIds: [named.id] }
        : left.length > 0
          ? { kind: 'stopped-marketing', topicIds: left }
          : { kind: 'stopped' }
  return { understoodAs: 'stop', reply }
}

/** Nobody's consent is taken by a guess, and nobody is sent offers meanwhile: staff judge, and the person hears how to be sure. */
async function almostStop(
  ctx: BrandContext,
  sender: Sender,
  request: Request & { kind: 'near-stop' },
): Promise<Outcome> {
  const { subscriberId, accountId, providerMessageId, at } = sender
  const states = await listConsentStates(ctx, subscriberId)
  // Somebody who gets nothing from us asks us for nothing by this; what they wrote stays a conversation.
  if (!states.some((row) => isStanding(row.state) || isPending(row))) return nothing
  const { said: text, why } = request
  await openReview(ctx, { subscriberId, channel: 'whatsapp', accountId, providerMessageId, text, why, at })
  return { understoodAs: 'near-stop', reply: { kind: 'almost-stop' } }
}

async function confirm(
  ctx: BrandContext,
  sender: Sender,
  request: Request & { kind: 'code' },
): Promise<Outcome> {
  const { subscriberId, fromE164, fromUserId, providerMessageId, at } = sender
  const result = await confirmSignUp(ctx, {
    code: request.code,
    senderId: subscriberId,
    fromE164,
    fromUserId,
    providerMessageId,
    method: request.by,
    ...(sender.contextMessageId ? { answers: sender.contextMessageId } : {}),
    at,
    text: request.said,
  })
  const page = { language: result.language, landingPageVersionId: result.landingPageVersionId }
  switch (result.outcome) {
    case 'confirmed': {
      const topicIds = await listStanding(ctx, sender.subscriberId)
      const reply: Reply = { kind: 'confirmed', topicIds, after: await rewardOf(ctx, result), ...page }
      return { understoodAs: 'confirmation', reply }
    }
    case 'already-confirmed': {
      const standing = await listStanding(ctx, sender.subscriberId)
      // They signed off meanwhile and send the words of their sign-up again: that asks for the same as START.
      if (standing.length === 0)
        return start(ctx, sender, { kind: 'start', bareYes: false, said: request.said })
      return {
        understoodAs: 'confirmation',
        reply: { kind: 'already-confirmed', topicIds: standing, ...page },
      }
    }
    case 'expired':
      return { understoodAs: 'expired-code', reply: { kind: 'expired-code', ...page } }
    case 'wrong-phone':
      return { understoodAs: 'wrong-phone', reply: { kind: 'wrong-phone', ...page } }
    case 'unknown':
      // Five letters by chance ("hallo") are a chat; who writes "code" in front means one.
      return request.named ? { understoodAs: 'expired-code', reply: { kind: 'unknown-code' } } : nothing
  }
}

/** They were asked, and it was somebody else who typed their number. From another phone it is a chat like any other. */
async function notMe(
  ctx: BrandContext,
  sender: Sender,
  request: Request & { kind: 'not-me' },
): Promise<Outcome> {
  const { subscriberId, fromE164, providerMessageId, at, contextMessageId } = sender
  const { outcome } = await refuseSignUp(ctx, {
    ...{ code: request.code, senderId: subscriberId, fromE164, providerMessageId, at, text: request.said },
    ...(contextMessageId ? { answers: contextMessageId } : {}),
  })
  if (outcome === 'unknown') return nothing
  return { understoodAs: 'not-me', reply: { kind: 'not-me' } }
}

/** What the page promised to who signs up on it. */
async function rewardOf(ctx: BrandContext, confirmed: Confirmation): Promise<string | null> {
  const { landingPageVersionId, subscriberId, language } = confirmed
  if (!landingPageVersionId || !subscriberId || !language) return null
  return giveReward(ctx, { landingPageVersionId, subscriberId, language })
}

/** Yes again, under a message that asked for it. A topic that is gone, or one they may not come back to like this, is a START. */
async function renew(
  ctx: BrandContext,
  sender: Sender,
  request: Request & { kind: 'renew' },
): Promise<Outcome> {
  const topic = (await listTopics(ctx)).find(({ key }) => key === request.topicKey)
  const campaign = await findAnsweredCampaign(ctx, sender)
  const renewed =
    topic !== undefined &&
    (await renewTopic(ctx, {
      ...{ subscriberId: sender.subscriberId, topicId: topic.id, at: sender.at },
      campaignId: campaign?.campaignId ?? null,
      evidence: evidenceOf(sender, request.said),
    }))
  if (!topic || !renewed) return start(ctx, sender, { kind: 'start', bareYes: false, said: request.said })
  return { understoodAs: 'renewal', reply: { kind: 'renewed', topicIds: [topic.id] } }
}

/** Gives back what was confirmed once. Without that, START is a wish and not a consent: they get the page. */
async function start(
  ctx: BrandContext,
  sender: Sender,
  request: Request & { kind: 'start' },
): Promise<Outcome> {
  if (request.bareYes && !(await leftShortlyBefore(ctx, sender))) return nothing
  const { topicIds } = await renewConsent(ctx, {
    subscriberId: sender.subscriberId,
    at: sender.at,
    evidence: evidenceOf(sender, request.said),
  })
  if (topicIds.length > 0) return { understoodAs: 'start', reply: { kind: 'welcome-back', topicIds } }
  return standingOr(ctx, sender, {})
}

/** Somebody scanned a printed code that opens the chat. Their message is no opt-in: they get the page, which knows the code. */
async function scanned(
  ctx: BrandContext,
  sender: Sender,
  request: Request & { kind: 'scanned' },
): Promise<Outcome> {
  const code = await findChatCode(ctx, request.code)
  if (!code) return nothing
  return standingOr(ctx, sender, code.link ? { link: code.link } : {})
}

/** Says what stands already; and where nothing does, that a message is no consent, with the page to give it on if there is one. */
async function standingOr(ctx: BrandContext, sender: Sender, page: { link?: string }): Promise<Outcome> {
  const standing = await listStanding(ctx, sender.subscriberId)
  return {
    understoodAs: 'start',
    reply:
      standing.length > 0
        ? { kind: 'already-confirmed', topicIds: standing }
        : { kind: 'start-without-consent', ...page },
  }
}

async function listStanding(ctx: BrandContext, subscriberId: string): Promise<string[]> {
  return (await listConsentStates(ctx, subscriberId))
    .filter((row) => row.state === 'confirmed')
    .map((row) => row.topicId)
}

async function leftShortlyBefore(ctx: BrandContext, sender: Sender): Promise<boolean> {
  const from = sender.at.getTime() - yesAfterStopMs
  return (await listConsentStates(ctx, sender.subscriberId)).some(
    (row) => row.state === 'withdrawn' && (row.withdrawnAt?.getTime() ?? 0) >= from,
  )
}
