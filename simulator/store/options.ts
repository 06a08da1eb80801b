import { z } from 'zod'
import { errorCodes } from '../graph/error-codes'
import type { ClockState } from '../time'
import type { Database } from './database'

const share = z.number().min(0).max(1)
const range = z.tuple([z.number().min(0), z.number().min(0)]).refine(([low, high]) => low <= high, {
  message: 'The first number must not be above the second.',
})
const chance = z.union([z.boolean().transform((on) => (on ? 1 : 0)), share])

/** How simulated customers behave; shares of 1, times in milliseconds. */
export const Behaviour = z.object({
  /** Of an ordinary offer; who is tired of a business reads less. */
  readShare: share,
  /**
   * Who has had enough of an ordinary offer that comes once a week and shows it: by stop button, stop word or switch, by muting,
   * blocking or reporting. Pushy and frequent offers multiply it.
   */
  stopShare: share,
  replyShare: share,
  /** Who opens the link behind a button. */
  openShare: share,
  /** Not on WhatsApp at all. */
  failShare: share,
  /** Whose phone is off for days now and then. */
  offShare: share,
  /** Who goes by a username. */
  usernameShare: share,
  /** Of readers, for each message: who takes another number after it. */
  moveShare: share,
  /** Who is in the experiment that gets no marketing (130472). */
  experimentShare: share,
  deliverMs: range,
  readMs: range,
  /** Whether opening a link really fetches it. */
  followLinks: z.boolean(),
})
export type Behaviour = z.infer<typeof Behaviour>

export const usualBehaviour: Behaviour = {
  readShare: 0.8,
  stopShare: 0.006,
  replyShare: 0.02,
  openShare: 0.08,
  failShare: 0.01,
  offShare: 0.005,
  usernameShare: 0.02,
  moveShare: 0.0002,
  experimentShare: 0,
  deliverMs: [300, 3000],
  readMs: [2000, 30_000],
  followLinks: false,
}

/** Crowds to choose from; each is the usual one with something changed. */
export const presets = {
  usual: {},
  /** As the world is: minutes and hours pass before somebody reads. For an accelerated clock. */
  lifelike: {
    deliverMs: [500, 60_000],
    readMs: [30_000, 21_600_000],
    offShare: 0.02,
    experimentShare: 0.002,
  },
  /** Everything arrives and is read at once, and nobody does anything else. */
  prompt: {
    readShare: 1,
    stopShare: 0,
    replyShare: 0,
    openShare: 0,
    failShare: 0,
    offShare: 0,
    usernameShare: 0,
    moveShare: 0,
    deliverMs: [10, 40],
    readMs: [10, 40],
  },
  /** Had enough before the first message. */
  annoyed: { readShare: 0.5, stopShare: 0.06, replyShare: 0.01 },
} as const satisfies Record<string, Partial<Behaviour>>

export const BehaviourChange = Behaviour.partial().extend({
  preset: z.enum(Object.keys(presets) as [keyof typeof presets]).optional(),
})

/** Which of WhatsApp's rules are on; each may be set aside for a test of something else. */
export const Rules = z.object({
  throughput: z.boolean(),
  pairRate: z.boolean(),
  messagingLimit: z.boolean(),
  pacing: z.boolean(),
  /** Sends of a paced template before the rest is held. */
  pacedAfter: z.number().int().min(1),
  quality: z.boolean(),
  marketingLimits: z.boolean(),
})
export type Rules = z.infer<typeof Rules>

export const allRules: Rules = {
  throughput: true,
  pairRate: true,
  messagingLimit: true,
  pacing: true,
  pacedAfter: 500,
  quality: true,
  marketingLimits: true,
}
export const noRules: Rules = {
  throughput: false,
  pairRate: false,
  messagingLimit: false,
  pacing: false,
  pacedAfter: 500,
  quality: false,
  marketingLimits: false,
}

/** Faults on demand; a share may also be given as true (always) or false (never). */
/** One of the platform's codes, and the share of calls or messages that meet it. */
const Struck = z.object({
  code: z
    .number()
    .int()
    .refine((code) => code in errorCodes, 'none of the codes that the platform documents'),
  share: chance.default(1),
})

export const FaultChange = z.object({
  latencyMs: z.number().min(0).max(120_000).optional(),
  fail5xx: chance.optional(),
  rateLimited: chance.optional(),
  managementLimited: chance.optional(),
  refuseSends: Struck.nullable().optional(),
  failMessages: Struck.nullable().optional(),
  tokenExpired: z.boolean().optional(),
  loseAnswer: chance.optional(),
  webhookOutageMs: z.number().min(0).optional(),
  cutOffAccounts: z.array(z.string().regex(/^\d+$/)).max(100).optional(),
  duplicateWebhooks: z.boolean().optional(),
  reorderWebhooks: z.boolean().optional(),
  /** Each change waits so long before it leaves: one number, or from and to, so that some overtake others. */
  delayWebhooksMs: z
    .union([
      range,
      z
        .number()
        .min(0)
        .transform((ms): [number, number] => [ms, ms]),
    ])
    .optional(),
  plainWebhooks: z.boolean().optional(),
  webhooksPerPost: z.number().int().min(1).max(1000).optional(),
})

export type Faults = {
  latencyMs: number
  /** Share of wire calls answered with 503. */
  fail5xx: number
  /** Share of sends refused with 130429. */
  rateLimited: number
  /** Share of all other wire calls refused with 80007. */
  managementLimited: number
  /** Sends that are refused with a code, whatever they are. */
  refuseSends: z.infer<typeof Struck> | null
  /** Messages that are accepted and then fail with a code. */
  failMessages: z.infer<typeof Struck> | null
  /** Every token is answered with 190. */
  tokenExpired: boolean
  /** Share of accepted sends whose answer never arrives. */
  loseAnswer: number
  /** Unix milliseconds, of the real clock, until which no webhook leaves. */
  webhookOutageUntil: number
  /** Business accounts whose callback addresses nothing reaches, neither a handshake nor a webhook. */
  cutOffAccounts: readonly string[]
  duplicateWebhooks: boolean
  reorderWebhooks: boolean
  delayWebhooksMs: readonly [least: number, most: number]
  /** Letters outside ASCII go as they are instead of as `\uXXXX`. */
  plainWebhooks: boolean
  /** How many changes one POST may carry; some SDKs read the first one alone. */
  webhooksPerPost: number
}

/** Whether nothing gets from the platform to the callback of this account at `wall`, of the real clock. */
export const isCutOff = (faults: Faults, wabaId: string, wall: number): boolean =>
  faults.webhookOutageUntil > wall || faults.cutOffAccounts.includes(wabaId)

export const noFaults: Faults = {
  latencyMs: 0,
  fail5xx: 0,
  rateLimited: 0,
  managementLimited: 0,
  refuseSends: null,
  failMessages: null,
  tokenExpired: false,
  loseAnswer: 0,
  webhookOutageUntil: 0,
  cutOffAccounts: [],
  duplicateWebhooks: false,
  reorderWebhooks: false,
  delayWebhooksMs: [0, 0],
  plainWebhooks: false,
  webhooksPerPost: 1000,
}

/** How long WhatsApp's reviewers take over a template, in milliseconds of the clock. */
export const ReviewChange = z.object({ afterMs: z.number().int().min(0).max(86_400_000) })
export type ReviewPace = z.infer<typeof ReviewChange>
const usualReview: ReviewPace = { afterMs: 2000 }
/** Level of a number: 80 or 1,000 messages a second. */
export type Throughput = 'STANDARD' | 'HIGH'

export type Options = ReturnType<typeof openOptions>

export function openOptions(database: Database, usualRules: Rules = allRules) {
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
  let rules = load('rules', usualRules)
  const loadThroughputs = () => new Map(Object.entries(load<Record<string, Throughput>>('throughput', {})))
  let throughputs = loadThroughputs()

  return {
    behaviour: () => behaviour,
    faults: () => faults,
    /** The preset that people behave by now, or undefined when they were told otherwise. */
    crowd: () =>
      (Object.keys(presets) as (keyof typeof presets)[]).find(
        (name) =>
          JSON.stringify({ ...usualBehaviour, ...presets[name] }) ===
          JSON.stringify({ ...usualBehaviour, ...behaviour }),
      ),
    rules: () => rules,
    setRules(change: Partial<Rules>) {
      rules = { ...rules, ...change }
      write.run('rules', JSON.stringify(rules))
    },
    throughput: (phoneNumberId: string): Throughput => throughputs.get(phoneNumberId) ?? 'STANDARD',
    setThroughput(phoneNumberId: string, level: Throughput) {
      throughputs.set(phoneNumberId, level)
      write.run('throughput', JSON.stringify(Object.fromEntries(throughputs)))
    },
    clock(): ClockState | undefined {
      const row = read.get('clock') as { value: string } | undefined
      return row && (JSON.parse(row.value) as ClockState)
    },
    setClock: (state: ClockState) => write.run('clock', JSON.stringify(state)),
    setBehaviour({ preset, ...change }: z.infer<typeof BehaviourChange>) {
      const from: Behaviour = preset
        ? { ...usualBehaviour, ...(presets[preset] as Partial<Behaviour>) }
        : behaviour
      behaviour = { ...from, ...change }
      write.run('behaviour', JSON.stringify(behaviour))
    },
    /** `now` is an instant of the real clock. */
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
      rules = load('rules', usualRules)
      throughputs = loadThroughputs()
    },
  }
}
