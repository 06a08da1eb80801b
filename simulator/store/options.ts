import { z } from 'zod'
import type { Database } from './database'

const share = z.number().min(0).max(1)
const range = z.tuple([z.number().min(0), z.number().min(0)]).refine(([low, high]) => low <= high, {
  message: 'The first number must not be above the second.',
})
const chance = z.union([z.boolean().transform((on) => (on ? 1 : 0)), share])

/** How simulated customers behave; shares of 1, times in milliseconds. */
export const Behaviour = z.object({
  readShare: share,
  stopShare: share,
  replyShare: share,
  failShare: share,
  deliverMs: range,
  readMs: range,
})
export type Behaviour = z.infer<typeof Behaviour>

export const usualBehaviour: Behaviour = {
  readShare: 0.8,
  stopShare: 0.006,
  replyShare: 0.02,
  failShare: 0.01,
  deliverMs: [300, 3000],
  readMs: [2000, 30_000],
}

/** Faults on demand; a share may also be given as true (always) or false (never). */
export const FaultChange = z.object({
  latencyMs: z.number().min(0).max(120_000).optional(),
  fail5xx: chance.optional(),
  loseAnswer: chance.optional(),
  webhookOutageMs: z.number().min(0).optional(),
  duplicateWebhooks: z.boolean().optional(),
  reorderWebhooks: z.boolean().optional(),
})

export type Faults = {
  latencyMs: number
  /** Share of wire calls answered with 503. */
  fail5xx: number
  /** Share of accepted sends whose answer never arrives. */
  loseAnswer: number
  /** Unix milliseconds until which no webhook leaves. */
  webhookOutageUntil: number
  duplicateWebhooks: boolean
  reorderWebhooks: boolean
}

export const noFaults: Faults = {
  latencyMs: 0,
  fail5xx: 0,
  loseAnswer: 0,
  webhookOutageUntil: 0,
  duplicateWebhooks: false,
  reorderWebhooks: false,
}

/** How long WhatsApp's reviewers take over a template, in milliseconds of the clock. */
export const ReviewChange = z.object({ afterMs: z.number().int().min(0).max(86_400_000) })
export type ReviewPace = z.infer<typeof ReviewChange>
const usualReview: ReviewPace = { afterMs: 2000 }

export type Options = ReturnType<typeof openOptions>

export function openOptions(database: Database) {
  const read = database.prepare('SELECT value FROM options WHERE key = ?')
  const write = database.prepare(
    'INSERT INTO options (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const load = <Value extends object>(key: string, usual: Value): Value => {
    const row = read.get(key) as { value: string } | undefined
    return row ? { ...usual, ...(JSON.parse(row.value) as Partial<Value>) } : { ...usual }
  }
  let behaviour = load('behaviour', usualBehaviour)
  let faults = load('faults', noFaults)
  let review = load('review', usualReview)

  return {
    behaviour: () => behaviour,
    faults: () => faults,
    setBehaviour(change: Partial<Behaviour>) {
      behaviour = { ...behaviour, ...change }
      write.run('behaviour', JSON.stringify(behaviour))
    },
    setFaults(change: z.infer<typeof FaultChange>, now: number) {
      const { webhookOutageMs, ...rest } = change
      faults = { ...faults, ...rest }
      if (webhookOutageMs !== undefined)
        faults.webhookOutageUntil = webhookOutageMs ? now + webhookOutageMs : 0
      write.run('faults', JSON.stringify(faults))
    },
    review: () => review,
    setReview(change: ReviewPace) {
      review = change
      write.run('review', JSON.stringify(review))
    },
    reload() {
      review = load('review', usualReview)
      behaviour = load('behaviour', usualBehaviour)
      faults = load('faults', noFaults)
    },
  }
}
