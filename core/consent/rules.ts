import type { ConsentKind, ConsentMethod, ConsentState, SourceKind } from '@/db/states'

/** What the fold reads of an event. Events are folded in the order in which they were recorded (`seq`). */
export type FoldEvent = {
  id: string
  kind: ConsentKind
  /** Tells a consent that lapsed from a code that ran out. Left out, it was a code. */
  method?: ConsentMethod
  /** When it happened to the person. */
  at: Date
  sourceKind: SourceKind
  landingPageVersionId: string | null
  qrCodeId: string | null
  /** Of `corrected` only: what holds from here on; null, that nothing does. Left out, the topic stays as it is. */
  becomes?: Standing | null
}

/** What the details of a recorded event say about `becomes`, for folding a history anew. */
export function becomesOf(details: Record<string, unknown>): Pick<FoldEvent, 'becomes'> {
  if (!('becomes' in details)) return {}
  const becomes = details.becomes as Record<keyof Standing, string | null> | null
  if (becomes === null) return { becomes }
  const instant = (key: 'givenAt' | 'confirmedAt' | 'withdrawnAt') =>
    becomes[key] === null ? null : new Date(becomes[key])
  return {
    becomes: {
      state: becomes.state as ConsentState,
      since: new Date(becomes.since ?? ''),
      givenAt: instant('givenAt'),
      confirmedAt: instant('confirmedAt'),
      withdrawnAt: instant('withdrawnAt'),
    },
  }
}

/** The part of a topic's state that a correction can put in place. */
export type Standing = Pick<TopicConsent, 'state' | 'since' | 'givenAt' | 'confirmedAt' | 'withdrawnAt'>

/** What the ledger says about one person and one topic. `null` stands for: nothing said yet. */
export type TopicConsent = {
  state: ConsentState
  /** Since when it is so. */
  since: Date
  /** The last tick that still counts, or waits to be confirmed. Nothing left of it after a withdrawal. */
  givenAt: Date | null
  /** The last confirmation, kept through a withdrawal: only who once confirmed can come back with START. */
  confirmedAt: Date | null
  withdrawnAt: Date | null
  sourceKind: SourceKind
  landingPageVersionId: string | null
  qrCodeId: string | null
  lastEventId: string
}

/** Whether messages may rest on it, as far as the law goes (double opt-in is the brand's own, stricter rule). */
export const isStanding = (state: ConsentState | undefined): boolean =>
  state === 'given' || state === 'confirmed'

/** Whether a tick waits for its confirmation, also beneath a withdrawal that stands until then. */
export function isPending(consent: Pick<TopicConsent, 'state' | 'givenAt'>): boolean {
  return consent.state === 'given' || (consent.state === 'withdrawn' && consent.givenAt !== null)
}

const sourceOf = (event: FoldEvent) => ({
  sourceKind: event.sourceKind,
  landingPageVersionId: event.landingPageVersionId,
  qrCodeId: event.qrCodeId,
})

function begin(state: ConsentState, event: FoldEvent): TopicConsent {
  return {
    state,
    since: event.at,
    givenAt: null,
    confirmedAt: null,
    withdrawnAt: null,
    ...sourceOf(event),
    lastEventId: event.id,
  }
}

/**
 * One step of the fold. Pure, and total over every order of events: what makes no sense changes nothing.
 *
 * - Anybody can type anybody's number, so a tick (`given`) never weakens a confirmed topic and never lifts a
 *   withdrawal by itself: that waits for the confirmation from the person's own phone.
 * - Only a tick after the withdrawal with its confirmation, or `renewed` where a confirmation once was, brings
 *   a withdrawn topic back.
 * - WhatsApp's own switch (`platform_stop`, `platform_resume`) is not a legal act towards the brand. It is kept in
 *   the ledger and on the person, and leaves the topic as it is.
 */
export function foldConsent(before: TopicConsent | null, event: FoldEvent): TopicConsent | null {
  const touched = before && { ...before, lastEventId: event.id }
  const state = before?.state
  switch (event.kind) {
    case 'requested':
      if (state === undefined || state === 'expired')
        return { ...(touched ?? begin('requested', event)), state: 'requested', since: event.at }
      return touched

    case 'given':
      if (state === 'confirmed') return touched
      if (touched && state === 'withdrawn') return { ...touched, givenAt: event.at }
      // A second tick on the same topic is the newer promise, but the consent is as old as the first.
      if (touched && state === 'given') return { ...touched, givenAt: event.at }
      return {
        ...(touched ?? begin('given', event)),
        state: 'given',
        since: event.at,
        givenAt: event.at,
        ...sourceOf(event),
      }

    case 'imported':
      if (state === undefined || state === 'requested' || state === 'expired') {
        return {
          ...(touched ?? begin('given', event)),
          state: 'given',
          since: event.at,
          givenAt: event.at,
          ...sourceOf(event),
        }
      }
      return touched

    case 'confirmed': {
      if (!touched) return null
      const inTime =
        state === 'given' || state === 'withdrawn' || (state === 'expired' && event.at <= touched.since)
      if (!inTime || touched.givenAt === null) return touched
      return {
        ...touched,
        state: 'confirmed',
        since: event.at,
        confirmedAt: event.at,
        withdrawnAt: null,
        ...(event.landingPageVersionId ? sourceOf(event) : {}),
      }
    }

    case 'renewed':
      if (!touched || touched.confirmedAt === null) return touched
      // Yes again while it stands: it is as old as before, and holds from now.
      if (state === 'confirmed')
        return event.at > touched.confirmedAt
          ? { ...touched, givenAt: event.at, confirmedAt: event.at }
          : touched
      if (state !== 'withdrawn' && state !== 'expired') return touched
      return {
        ...touched,
        state: 'confirmed',
        since: event.at,
        givenAt: event.at,
        confirmedAt: event.at,
        withdrawnAt: null,
      }

    case 'refused':
      if (state === 'withdrawn') return touched && { ...touched, givenAt: null }
      if (touched && state === 'confirmed')
        return { ...touched, state: 'withdrawn', since: event.at, givenAt: null, withdrawnAt: event.at }
      return { ...(touched ?? begin('refused', event)), state: 'refused', since: event.at, givenAt: null }

    case 'withdrawn':
      // Saying it twice keeps the first moment, and takes back a tick that was waiting meanwhile.
      if (touched && state === 'withdrawn') return { ...touched, givenAt: null }
      return {
        ...(touched ?? begin('withdrawn', event)),
        state: 'withdrawn',
        since: event.at,
        givenAt: null,
        withdrawnAt: event.at,
      }

    case 'expired':
      if (!touched) return null
      if (state === 'withdrawn') return { ...touched, givenAt: null }
      if (state === 'given' || state === 'requested') return { ...touched, state: 'expired', since: event.at }
      // A code that ran out takes nothing from who confirmed otherwise. A consent that nobody used ends.
      if (state === 'confirmed' && event.method === 'lapse')
        return { ...touched, state: 'expired', since: event.at, givenAt: null }
      return touched

    case 'corrected':
      if (event.becomes === undefined) return touched
      if (event.becomes === null) return null
      return { ...begin(event.becomes.state, event), ...event.becomes }

    case 'platform_stop':
    case 'platform_resume':
      return touched
  }
}

const isNo = ({ state }: TopicConsent) => state === 'withdrawn' || state === 'refused'
const saidNoAt = (consent: TopicConsent) => consent.withdrawnAt ?? consent.since
const strength: ConsentState[] = ['expired', 'requested', 'given', 'confirmed']

/** A no outweighs a yes, unless the yes was confirmed from the person's own phone after it. */
function outweighs(a: TopicConsent, b: TopicConsent): boolean {
  const confirmedAfter = (yes: TopicConsent, no: TopicConsent) =>
    yes.state === 'confirmed' && yes.confirmedAt !== null && yes.confirmedAt > saidNoAt(no)
  if (isNo(a) && isNo(b)) return a.state === 'withdrawn' && b.state === 'refused'
  if (isNo(a)) return !confirmedAfter(b, a)
  if (isNo(b)) return confirmedAfter(a, b)
  return strength.indexOf(a.state) > strength.indexOf(b.state)
}

/**
 * What holds for a topic when two people turn out to be one, or when a number passes from one to the other.
 * @param trust `both`: it is certain that both are the same human; `kept`: it is not, so of the other only what
 * forbids is taken over. A yes is never lent to somebody else, and a no is never lost.
 */
export function joinConsent(
  kept: TopicConsent | null,
  other: TopicConsent | null,
  trust: 'both' | 'kept',
): TopicConsent | null {
  if (!other || (trust === 'kept' && !isNo(other))) return kept
  if (!kept) return other
  return outweighs(other, kept) ? other : kept
}

/** The fold over a whole history, oldest first. */
export const foldAll = (events: readonly FoldEvent[]): TopicConsent | null =>
  events.reduce<TopicConsent | null>(foldConsent, null)

/**
 * Until when a consent holds that is given, confirmed or renewed at `at`: so many months later, on the same day or the
 * last one of a shorter month. Null where the brand sets no end, and for acts that give nothing.
 */
export function validUntil(kind: ConsentKind, at: Date, months: number | null): Date | null {
  if (months === null || !['given', 'confirmed', 'renewed', 'imported'].includes(kind)) return null
  const until = new Date(at)
  until.setUTCMonth(until.getUTCMonth() + months)
  // 31 January and a month is not 3 March.
  if (until.getUTCDate() !== at.getUTCDate()) until.setUTCDate(0)
  return until
}
