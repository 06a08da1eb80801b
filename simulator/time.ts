import { z } from 'zod'

/** How the simulated clock runs, as it is kept in the state file. Instants are Unix milliseconds. */
export type ClockState = {
  /** Simulated milliseconds for each real one; 0 while it stands still. */
  speed: number
  wallAnchor: number
  simulatedAnchor: number
  /** Which time stands in webhooks: the real one, so that nothing seems to come from the future, or the simulated one. */
  timestamps: 'real' | 'simulated'
}

export const ClockChange = z.object({
  /** 1 is real time, 3600 makes an hour of every second, 0 lets it stand still. */
  speed: z
    .number()
    .max(3600)
    .refine((speed) => speed === 0 || speed >= 1, { message: 'The speed is 0, or 1 to 3600.' })
    .optional(),
  /** Jumps ahead; everything that was due on the way happens in its order. At most 400 days. */
  skipMs: z
    .number()
    .int()
    .min(0)
    .max(400 * 86_400_000)
    .optional(),
  timestamps: z.enum(['real', 'simulated']).optional(),
})

const keepEveryMs = 1000

export const realClock = (now: number): ClockState => ({
  speed: 1,
  wallAnchor: now,
  simulatedAnchor: now,
  timestamps: 'real',
})

/**
 * The clock that people and WhatsApp's rules live by; it may run ahead of the real one, or stand still. What machines
 * do to each other (throughput, latency, outages, webhooks tried again) keeps to `wall`.
 *
 * While the simulator is off, time passes at its real pace, unless the clock stood still.
 */
export function createTime(
  kept: ClockState | undefined,
  save: (state: ClockState) => void,
  wall: () => number,
) {
  let state = kept ?? realClock(wall())
  let savedAt = wall()
  let acting: number | undefined
  if (kept && kept.speed > 1) anchor(kept.simulatedAnchor + (wall() - kept.wallAnchor))

  function anchor(simulated: number) {
    state = { ...state, wallAnchor: wall(), simulatedAnchor: simulated }
  }

  const running = () => state.simulatedAnchor + (wall() - state.wallAnchor) * state.speed

  return {
    wall,
    /** The simulated instant; inside `during` the instant of what is happening. */
    now: () => Math.round(acting ?? running()),
    state: () => state,
    /** Does something that happens at `at`, which may lie a little behind the clock. */
    during<Result>(at: number, work: () => Result): Result {
      const before = acting
      acting = at
      try {
        return work()
      } finally {
        acting = before
      }
    },
    /** Real milliseconds until the clock shows `at`. */
    waitMs: (at: number) => (at <= running() ? 0 : (at - running()) / state.speed),
    /** What a webhook gives as the time of something that happened at `at` of this clock. */
    stamp(at: number): number {
      if (state.timestamps === 'simulated') return at
      if (state.speed === 0) return at < state.simulatedAnchor ? state.wallAnchor : wall()
      const real = state.wallAnchor + (at - state.simulatedAnchor) / state.speed
      return Math.round(Math.min(wall(), Math.max(state.wallAnchor, real)))
    },
    change({ speed, skipMs = 0, timestamps }: z.infer<typeof ClockChange>) {
      anchor(running() + skipMs)
      state = { ...state, ...(speed !== undefined && { speed }), ...(timestamps && { timestamps }) }
      save(state)
    },
    /** Keeps where an accelerated clock is, so that a crash loses a second of it at most. */
    keep(atOnce = false) {
      if (state.speed === 1 || (!atOnce && wall() - savedAt < keepEveryMs)) return
      anchor(running())
      savedAt = wall()
      save(state)
    },
    /** Back to the real time. */
    reset() {
      state = realClock(wall())
    },
  }
}

export type Time = ReturnType<typeof createTime>
