import type { BrandContext } from '../brands/scope'
import { listClicks } from '../dispatch/links/clicks'
import { windowAfter } from '../subscribers/contact'
import { listNotes } from '../subscribers/notes'
import { listProof } from '../subscribers/person'
import { listConversation } from './conversation'
import type { TimelineItem } from './schema'

/**
 * Everything that happened between a person and the brand, the newest first: what they agreed to, what was written both ways and
 * what became of it, the window that a message of theirs opened, links they opened, notes of staff.
 */
export async function listTimeline(ctx: BrandContext, subscriberId: string): Promise<TimelineItem[]> {
  const [proof, conversation, clicks, notes] = await Promise.all([
    listProof(ctx, subscriberId),
    listConversation(ctx, subscriberId),
    listClicks(ctx, subscriberId),
    listNotes(ctx, subscriberId),
  ])
  const items: TimelineItem[] = [
    ...proof.map((entry) => ({ what: 'consent' as const, id: entry.id, at: entry.at, entry })),
    ...conversation.map((message) =>
      message.direction === 'in'
        ? {
            ...{ what: 'received' as const, id: message.id, at: message.at, message },
            windowUntil: windowAfter(message.at),
          }
        : { what: 'sent' as const, id: message.id, at: message.at, message },
    ),
    ...clicks.map((click) => ({ what: 'click' as const, ...click })),
    ...notes.map(({ id, at, text, author }) => ({ what: 'note' as const, id, at, text, author })),
  ]
  return items.sort((a, b) => b.at.getTime() - a.at.getTime())
}
