import { and, eq, isNotNull } from 'drizzle-orm'
import { z } from 'zod'
import { messages } from '@/db/schema/campaigns'
import { templates } from '@/db/schema/templates'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import { dispatchBatch } from '../dispatch/send-batch'
import { startTestSimulator } from '../dispatch/testing-stage'
import { requireAccount } from '../providers/accounts'
import { closeProviders, providerFor } from '../providers/whatsapp/registry'
import { now, openTestPages } from '../sources/landing-pages/testing-pages'
import { makeConfirmationTemplates } from '../templates/confirmation/commands'
import { syncTemplates } from '../templates/sync'
import { applyMessage } from './messages'
import { inbound } from './testing-webhooks'

const heldSchema = z.object({
  messages: z.array(
    z.looseObject({
      id: z.string(),
      direction: z.string(),
      opaque: z.string().nullable(),
      content: z.looseObject({
        body: z.string(),
        buttons: z.array(z.looseObject({ text: z.string(), payload: z.string().optional() })).optional(),
      }),
    }),
  ),
})
export type Held = z.infer<typeof heldSchema>['messages'][number]

export const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

/** Pages of a brand whose number is in a simulator of its own, and what is sent from it to whom. */
export async function openQuestions() {
  const pages = await openTestPages()
  const simulator = await startTestSimulator()
  const { ctx, store } = pages
  const account = await requireAccount(ctx)
  await simulator.control('PUT', `/accounts/${account.wabaId}`, {
    businessName: 'Fietserij Noord',
    phoneNumberId: account.phoneNumberId,
    displayPhoneNumber: account.displayPhoneE164.slice(1),
    verifiedName: 'Fietserij Noord',
    accessToken: 'token',
    appSecret: 'secret',
  })
  // People of these tests read and press nothing by themselves.
  await simulator.control('POST', '/behaviour', { preset: 'prompt' })
  await store.db.update(whatsappAccounts).set({ apiBaseUrl: simulator.url })
  const ofBrand = eq(templates.brandId, ctx.scope.brandId)
  return {
    ...pages,
    simulator,
    accountId: account.id,
    /** Has the question reviewed and approved in these languages. */
    approve: async (at = now) => {
      await makeConfirmationTemplates({ ...ctx, now: at }, { languages: ['nl', 'en'] })
      const rows = await store.db.select().from(templates).where(ofBrand)
      for (const { externalId, status } of rows) {
        if (status === 'PENDING')
          await simulator.control('POST', `/templates/${externalId}/status`, { event: 'APPROVED' })
      }
      await syncTemplates({ ...ctx, now: at })
    },
    /** What a dispatcher does at this moment. */
    send: async (at = minutesLater(0)) => {
      const provider = providerFor(await requireAccount(ctx))
      return dispatchBatch({ ...ctx, now: at }, { provider, account, limit: 100, perSecond: 500 })
    },
    listQuestions: (subscriberId: string | undefined) =>
      store.db
        .select()
        .from(messages)
        .where(and(eq(messages.subscriberId, subscriberId ?? ''), isNotNull(messages.signUpId)))
        .orderBy(messages.queuedAt, messages.id),
    listReplies: async (subscriberId: string | undefined) =>
      (
        await store.db
          .select({ reply: messages.reply })
          .from(messages)
          .where(and(eq(messages.subscriberId, subscriberId ?? ''), isNotNull(messages.reply)))
          .orderBy(messages.queuedAt, messages.id)
      ).map(({ reply }) => reply?.body ?? ''),
    /** What a phone holds of ours. */
    listHeld: async (phone: string): Promise<Held[]> =>
      heldSchema
        .parse(await simulator.control('GET', `/messages?to=${encodeURIComponent(phone)}`))
        .messages.filter(({ direction }) => direction === 'out'),
    /** The press on a button, as it comes back by a webhook. */
    press: async (question: Held, index: number, phone: string, at = minutesLater(2)) => {
      const { text, payload } = question.content.buttons?.[index] ?? {}
      const raw = inbound(phone, at, {
        type: 'button',
        button: { text, payload },
        context: { from: account.displayPhoneE164.slice(1), id: question.id },
      })
      await applyMessage({ ...ctx, now: at }, account.id, raw, [])
    },
    close: async () => {
      await closeProviders()
      await simulator.stop()
      await store.drop()
    },
  }
}
