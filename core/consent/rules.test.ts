import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ConsentKind, consentKinds } from '@/db/states'
import { becomesOf, type FoldEvent, foldAll, foldConsent, isPending, isStanding, joinConsent } from './rules'

let count = 0
const event = (kind: ConsentKind, minute: number): FoldEvent => {
  count += 1
  return {
    id: `event-${count}`,
    kind,
    at: new Date(Date.UTC(2026, 0, 1, 12, minute)),
    sourceKind: 'landing_page',
    landingPageVersionId: null,
    qrCodeId: null,
  }
}
const after = (...kinds: ConsentKind[]) => foldAll(kinds.map((kind, index) => event(kind, index)))
const history = fc
  .array(fc.constantFrom(...consentKinds), { maxLength: 12 })
  .map((kinds) => kinds.map((kind, index) => event(kind, index)))

describe('the fold of one topic', () => {
  it.each<[ConsentKind[], string | null]>([
    [[], null],
    [['requested'], 'requested'],
    [['given'], 'given'],
    [['given', 'confirmed'], 'confirmed'],
    [['confirmed'], null],
    [['given', 'expired'], 'expired'],
    [['given', 'expired', 'given'], 'given'],
    [['given', 'confirmed', 'given'], 'confirmed'],
    [['given', 'confirmed', 'given', 'expired'], 'confirmed'],
    [['given', 'confirmed', 'withdrawn'], 'withdrawn'],
    [['given', 'confirmed', 'withdrawn', 'given'], 'withdrawn'],
    [['given', 'confirmed', 'withdrawn', 'given', 'confirmed'], 'confirmed'],
    [['given', 'confirmed', 'withdrawn', 'given', 'expired', 'confirmed'], 'withdrawn'],
    [['given', 'confirmed', 'withdrawn', 'confirmed'], 'withdrawn'],
    [['given', 'confirmed', 'withdrawn', 'renewed'], 'confirmed'],
    [['given', 'withdrawn', 'renewed'], 'withdrawn'],
    [['withdrawn'], 'withdrawn'],
    [['withdrawn', 'imported'], 'withdrawn'],
    [['imported'], 'given'],
    [['requested', 'refused'], 'refused'],
    [['given', 'confirmed', 'refused'], 'withdrawn'],
    [['platform_stop'], null],
  ])('%j ends as %s', (kinds, state) => {
    expect(after(...kinds)?.state ?? null).toBe(state)
  })

  it('counts a confirmation that was written in time, though it reached us after the code had run out', () => {
    const [given, expired] = [event('given', 0), event('expired', 10)]
    expect(foldAll([given, expired, event('confirmed', 9)])?.state).toBe('confirmed')
    expect(foldAll([given, expired, event('confirmed', 11)])?.state).toBe('expired')
  })

  it('never lets a tick, which anybody can make, weaken a confirmed topic or lift a withdrawal', () => {
    fc.assert(
      fc.property(history, (events) => {
        const before = foldAll(events)
        const ticked = foldConsent(before, event('given', 60))
        if (before?.state === 'confirmed' || before?.state === 'withdrawn')
          expect(ticked?.state).toBe(before.state)
      }),
    )
  })

  it('brings a withdrawn topic back only by a new tick with its confirmation, or by a renewal of what was confirmed', () => {
    fc.assert(
      fc.property(history, (events) => {
        let before = foldAll([])
        for (const next of events) {
          const now = foldConsent(before, next)
          if (before?.state === 'withdrawn' && now?.state !== 'withdrawn') {
            const allowed =
              (next.kind === 'confirmed' && isPending(before)) ||
              (next.kind === 'renewed' && before.confirmedAt !== null)
            expect(allowed).toBe(true)
          }
          before = now
        }
      }),
    )
  })

  it('lets nothing stand after a withdrawal or a refusal', () => {
    fc.assert(
      fc.property(history, fc.constantFrom<ConsentKind>('withdrawn', 'refused'), (events, kind) => {
        const now = foldConsent(foldAll(events), event(kind, 60))
        expect(isStanding(now?.state)).toBe(false)
        expect(now && isPending(now)).toBe(false)
      }),
    )
  })

  it("leaves the legal consent alone when WhatsApp's own switch is turned", () => {
    fc.assert(
      fc.property(
        history,
        fc.constantFrom<ConsentKind>('platform_stop', 'platform_resume'),
        (events, kind) => {
          const before = foldAll(events)
          const now = foldConsent(before, event(kind, 60))
          expect(now && { ...now, lastEventId: '' }).toEqual(before && { ...before, lastEventId: '' })
        },
      ),
    )
  })

  it('names the last event of the history it was folded from', () => {
    fc.assert(
      fc.property(history, (events) => {
        const now = foldAll(events)
        if (now) expect(now.lastEventId).toBe(events.at(-1)?.id)
      }),
    )
  })
})

describe('two histories that turn out to be of one person', () => {
  const trust = fc.constantFrom('both' as const, 'kept' as const)

  it.each<[ConsentKind[], ConsentKind[], 'both' | 'kept', string | null]>([
    [['given'], ['given', 'confirmed'], 'both', 'confirmed'],
    [['given'], ['given', 'confirmed'], 'kept', 'given'],
    [[], ['given', 'confirmed'], 'kept', null],
    [[], ['given', 'confirmed'], 'both', 'confirmed'],
    [['given', 'confirmed'], ['withdrawn'], 'kept', 'confirmed'],
    [['given', 'confirmed'], ['given', 'confirmed', 'withdrawn'], 'kept', 'withdrawn'],
    [['given', 'confirmed', 'withdrawn'], ['given', 'confirmed'], 'both', 'withdrawn'],
    [['refused'], ['withdrawn'], 'both', 'withdrawn'],
    [['expired'], ['requested'], 'both', 'requested'],
  ])('%j joined by %j (%s) is %s', (kept, other, how, state) => {
    expect(joinConsent(after(...kept), after(...other), how)?.state ?? null).toBe(state)
  })

  it('never let a consent stand that neither had, nor one that the other took back later', () => {
    fc.assert(
      fc.property(history, history, trust, (mine, theirs, how) => {
        const [kept, other] = [foldAll(mine), foldAll(theirs)]
        const joined = joinConsent(kept, other, how)
        if (!isStanding(joined?.state)) return
        expect([kept, other]).toContain(joined)
        if (how === 'kept') expect(joined).toBe(kept)
        const against = joined === kept ? other : kept
        const no = against?.state === 'withdrawn' || against?.state === 'refused'
        if (no) expect(joined?.confirmedAt?.getTime()).toBeGreaterThan(against.since.getTime())
      }),
    )
  })

  it('fold to the same state from the events as they are stored', () => {
    fc.assert(
      fc.property(history, (events) => {
        const state = foldAll(events)
        if (!state) return
        const details = JSON.parse(JSON.stringify({ becomes: state })) as Record<string, unknown>
        const corrected = { ...event('corrected', 30), ...becomesOf(details) }
        const { lastEventId: _, ...now } = foldConsent(null, corrected) ?? state
        expect(now).toMatchObject({ state: state.state, since: state.since, confirmedAt: state.confirmedAt })
        expect(foldConsent(state, { ...corrected, ...becomesOf({ becomes: null }) })).toBeNull()
      }),
    )
  })
})
