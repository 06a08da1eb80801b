import { setTimeout as wait } from 'node:timers/promises'
import type { BrandContext } from '../brands/scope'
import { variablesFor } from '../campaigns/rules'
import { stopCampaign } from '../campaigns/steer'
import { AppError } from '../platform/errors'
import { getLog } from '../platform/log'
import type { AccountView } from '../providers/accounts'
import type { SendOutcome, WhatsAppProvider } from '../providers/whatsapp/types'
import { noteRefusedTemplate } from '../templates/commands'
import { templateParameters } from '../templates/rules'
import { templateComponentsSchema } from '../templates/schema'
import { claim, type SendingCampaign } from './claim'
import type { ClaimedMessage } from './claimed'
import { actOnFailures } from './failures'
import { openLastLook } from './last-look'
import { trackedValues } from './links/tracked'
import { type Attempt, failuresOf, recordAttempts } from './record'

export type DispatchInput = {
  provider: Pick<WhatsAppProvider, 'sendTemplate' | 'sendText'>
  account: Pick<AccountView, 'id'>
  /** At most so many messages. */
  limit: number
  /** At most so many a second. WhatsApp allows a number 80, incoming ones included, so half is left for answers. */
  perSecond?: number
  /** At most so many under way at the same time. */
  concurrency?: number
}

export type BatchResult = {
  claimed: number
  accepted: number
  failed: number
  retried: number
  uncertain: number
  /** Claimed and given back unsent, because the campaign stopped or the person said stop meanwhile. */
  givenBack: number
  skipped: number
  deferred: number
}

/**
 * Takes a batch, sends it and records what came of it. Safe to run in any number of processes at once. A process that
 * is killed in between leaves its messages `sending`; they become `uncertain` when the lease ends, never a second try.
 */
export async function dispatchBatch(ctx: BrandContext, input: DispatchInput): Promise<BatchResult> {
  const claimed = await claim(ctx, { accountId: input.account.id, limit: input.limit })
  const { skipped, deferred } = claimed
  const result = { claimed: claimed.messages.length, skipped, deferred }
  if (claimed.messages.length === 0) {
    return { ...result, accepted: 0, failed: 0, retried: 0, uncertain: 0, givenBack: 0 }
  }
  const stops = new Map<string, Stop>()
  const started = performance.now()
  const clock = () => new Date(ctx.now.getTime() + (performance.now() - started))
  const mayStillGo = openLastLook(ctx, claimed.messages, claimed.campaigns)
  const attempts = await sendAll(claimed.messages, input, async (message): Promise<Attempt> => {
    const campaign = message.campaignId === undefined ? undefined : claimed.campaigns.get(message.campaignId)
    const mayGo = await mayStillGo(message)
    if (!mayGo || stops.has('account') || stops.has(message.campaignId ?? '')) {
      return { message, outcome: { kind: 'given-back' }, at: clock() }
    }
    const outcome = await sendOne(input.provider, message, campaign)
    noteStop(stops, message, outcome)
    await noteQuestion(ctx, message, outcome)
    return { message, outcome, at: clock() }
  })
  const after: BrandContext = { ...ctx, now: clock() }
  const recorded = await recordAttempts(after, attempts)
  await actOnFailures(after, failuresOf(attempts, claimed.campaigns))
  await stopWhatMustStop(after, stops, claimed.campaigns, input.account.id)
  return { ...result, ...recorded }
}

type Stop = { code: number }

function noteStop(stops: Map<string, Stop>, message: ClaimedMessage, outcome: SendOutcome): void {
  if (outcome.kind !== 'refused') return
  if (outcome.then === 'stop-account') stops.set('account', { code: outcome.code })
  if (outcome.then === 'stop-campaign' && message.campaignId !== undefined) {
    stops.set(message.campaignId, { code: outcome.code })
  }
}

/** A template that WhatsApp pauses under our hands: from now on the pages have people write to us. */
async function noteQuestion(ctx: BrandContext, message: ClaimedMessage, outcome: SendOutcome): Promise<void> {
  if (message.question && outcome.kind === 'refused')
    await noteRefusedTemplate(ctx, { templateId: message.question.templateId, code: outcome.code })
}

async function stopWhatMustStop(
  ctx: BrandContext,
  stops: Map<string, Stop>,
  sending: Map<string, SendingCampaign>,
  accountId: string,
): Promise<void> {
  const account = stops.get('account')
  for (const { campaign, template } of sending.values()) {
    const stop = account ?? stops.get(campaign.id)
    if (!stop || template.accountId !== accountId) continue
    await stopCampaign(ctx, { campaignId: campaign.id, reason: String(stop.code) })
    await noteRefusedTemplate(ctx, { templateId: template.id, code: stop.code })
  }
}

/** Never throws: a message whose try went wrong must not take the outcome of the others with it. */
async function sendOne(
  provider: DispatchInput['provider'],
  message: ClaimedMessage,
  sending: SendingCampaign | undefined,
): Promise<SendOutcome> {
  let go: () => Promise<SendOutcome>
  try {
    go = prepare(provider, message, sending)
  } catch (error) {
    // A placeholder stands empty for this person, or the template cannot be read: nothing left the house.
    const title =
      error instanceof AppError
        ? `${error.code} ${error.params.variable ?? ''}`.trim()
        : 'template-unreadable'
    return { kind: 'refused', then: 'fix', code: 0, title }
  }
  try {
    return await go()
  } catch (error) {
    getLog('dispatch').error({ err: error, messageId: message.id }, 'A provider threw')
    return { kind: 'unknown', reason: 'provider-threw' }
  }
}

function prepare(
  provider: DispatchInput['provider'],
  message: ClaimedMessage,
  sending: SendingCampaign | undefined,
): () => Promise<SendOutcome> {
  const to = { messageId: message.id, toE164: message.phoneE164, toUserId: message.waUserId }
  if (message.reply) {
    const { reply } = message
    return () => provider.sendText({ ...to, ...reply })
  }
  if (message.question) {
    const { name, language, parameters } = message.question
    return () => provider.sendTemplate({ ...to, templateName: name, language, ...parameters })
  }
  if (!sending) throw new Error('A claimed message belongs to a campaign, answers or asks')
  const { campaign, template, topicKey } = sending
  const components = templateComponentsSchema.parse(template.components)
  const values = {
    ...variablesFor(campaign.variables, message),
    ...trackedValues(components, { brandId: campaign.brandId, messageId: message.id }),
  }
  const { asksAgain } = campaign.audience
  const filled = templateParameters(components, values, { topicKey, asksAgain })
  return () =>
    provider.sendTemplate({ ...to, templateName: template.name, language: template.language, ...filled })
}

/** Starts the messages evenly spread over time, with a bounded number under way. */
async function sendAll(
  messages: readonly ClaimedMessage[],
  input: DispatchInput,
  send: (message: ClaimedMessage) => Promise<Attempt>,
): Promise<Attempt[]> {
  const gapMs = 1_000 / (input.perSecond ?? 40)
  const started = performance.now()
  const attempts: Attempt[] = []
  let next = 0
  const lane = async () => {
    while (next < messages.length) {
      const nth = next++
      const early = started + nth * gapMs - performance.now()
      if (early > 1) await wait(early)
      attempts[nth] = await send(messages[nth] as ClaimedMessage)
    }
  }
  await Promise.all(Array.from({ length: Math.min(input.concurrency ?? 40, messages.length) }, lane))
  return attempts
}
