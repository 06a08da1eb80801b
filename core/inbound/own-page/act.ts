import { z } from 'zod'
import { publicLanguages } from '@/db/states'
import type { BrandContext } from '../../brands/scope'
import { withdrawConsent } from '../../consent/withdraw'
import { chooseTopic } from '../../subscribers/choose-topic'
import { eraseSubscriber } from '../../subscribers/erase'
import { chooseFrequency, chooseLanguage, endPause, pauseMessages } from '../../subscribers/preferences'
import type { Own } from './load'
import type { Done } from './main-page'

const whole = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)

/** What a press on the page can ask. */
const actSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('topic-on'), topic: z.uuid() }),
  z.object({ do: z.literal('topic-off'), topic: z.uuid() }),
  z.object({ do: z.literal('stop-all') }),
  z.object({
    do: z.literal('pause'),
    days: whole.pipe(z.union([z.literal(7), z.literal(30), z.literal(90)])),
  }),
  z.object({ do: z.literal('end-pause') }),
  z.object({ do: z.literal('language'), language: z.enum(publicLanguages) }),
  z.object({
    do: z.literal('often'),
    often: z.union([
      z.literal('any').transform(() => null),
      whole.pipe(z.union([z.literal(1), z.literal(2)])),
    ]),
  }),
  z.object({ do: z.literal('erase'), sure: z.literal('yes').optional().catch(undefined) }),
])

/** What came of it. `unread`: no press of this page; nothing was done. */
export type Acted =
  | { kind: 'done'; done: Done }
  | { kind: 'erased' }
  | { kind: 'not-sure' }
  | { kind: 'unread' }

/** Does what was pressed, for the person whose link it is. Off and stop hold at once; see `chooseTopic` for on. */
export async function act(
  ctx: BrandContext,
  own: Own,
  form: URLSearchParams,
  evidence: Record<string, unknown>,
): Promise<Acted> {
  const parsed = actSchema.safeParse(Object.fromEntries(form))
  if (!parsed.success) return { kind: 'unread' }
  const pressed = parsed.data
  const subscriberId = own.person.id
  const leave = {
    ...({ subscriberId, method: 'button', evidence, numberCheckedBy: 'signed_link' } as const),
    source: { kind: 'preference_page', language: own.language } as const,
  }
  const done = (done: Done): Acted => ({ kind: 'done', done })
  switch (pressed.do) {
    case 'topic-on': {
      const topic = own.topics.find((one) => one.id === pressed.topic)
      if (!topic) return { kind: 'unread' }
      const { language } = own
      const choice = { subscriberId, topicId: topic.id, language, sentence: topic.sentence, evidence }
      const { outcome } = await chooseTopic(ctx, choice)
      return done(outcome === 'on' ? 'topic-on' : 'topic-waits')
    }
    case 'topic-off':
      if (!own.topics.some((one) => one.id === pressed.topic)) return { kind: 'unread' }
      await withdrawConsent(ctx, { ...leave, topicIds: [pressed.topic] })
      return done('topic-off')
    case 'stop-all':
      await withdrawConsent(ctx, { ...leave, scope: 'all' })
      return done('stop-all')
    case 'pause':
      await pauseMessages(ctx, { subscriberId, days: pressed.days })
      return done('pause')
    case 'end-pause':
      await endPause(ctx, { subscriberId })
      return done('end-pause')
    case 'language':
      await chooseLanguage(ctx, { subscriberId, language: pressed.language })
      return done('language')
    case 'often':
      await chooseFrequency(ctx, { subscriberId, maxPerMonth: pressed.often })
      return done('often')
    case 'erase':
      if (pressed.sure !== 'yes') return { kind: 'not-sure' }
      await eraseSubscriber(ctx, { subscriberId, via: 'preference_page' })
      return { kind: 'erased' }
  }
}
