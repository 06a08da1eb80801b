import type { ConsentKind, ConsentMethod } from '@/db/states'

/** A person said yes. Counted on the day they said it, also where a confirmation is still to come. */
export const optInKinds = ['given', 'imported', 'renewed'] as const satisfies readonly ConsentKind[]

/** A person said no more. */
export const optOutKinds = ['withdrawn', 'platform_stop'] as const satisfies readonly ConsentKind[]

/** A person said it from their own phone. Who comes back by START has done so in the same breath. */
export const confirmingKinds = ['confirmed', 'renewed'] as const satisfies readonly ConsentKind[]

/** What opens and what closes the way for a confirmation: one that comes after an opt-out stands for nothing. */
export const givingKinds = ['given', 'imported', 'renewed'] as const satisfies readonly ConsentKind[]
export const takingKinds = ['withdrawn', 'refused'] as const satisfies readonly ConsentKind[]

/** Days after an opt-in in which its confirmation still counts for it. Codes run out long before. */
export const confirmationDays = 7

/** Days after an opt-in that "still here" looks at. */
export const stayDays = 30

/** Days after a message in which a delivery, a read or an opt-out still counts for it. */
export const messageDays = 7

/**
 * What an event does to a topic's standing: 1 consent stands from here, -1 it no longer does, 0 nothing changes.
 * Follows the fold of the ledger (`core/consent/rules.ts`) for histories that its commands can write.
 * @param tickCounts whether a tick of this source and country counts by itself (`isTickEnough`).
 * @param method tells a consent that lapsed from a code that ran out.
 */
export function standingEffect(
  kind: ConsentKind,
  tickCounts: boolean,
  method: ConsentMethod | null = null,
): 1 | 0 | -1 {
  switch (kind) {
    case 'confirmed':
    case 'renewed':
      return 1
    case 'given':
    case 'imported':
      return tickCounts ? 1 : 0
    // A code that ran out ends a tick, and where ticks do not count yet there is nothing to lose.
    case 'expired':
      return method === 'lapse' || tickCounts ? -1 : 0
    case 'withdrawn':
    case 'refused':
      return -1
    case 'requested':
    case 'platform_stop':
    case 'platform_resume':
    case 'corrected':
      return 0
  }
}
