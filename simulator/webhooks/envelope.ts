import type { OutboxRow } from '../store/queues'
import { escapedJson } from './bytes'
import type { Change } from './changes'

export type Batch = { body: Buffer; statuses: Record<string, number>; fields: Change[] }

type Timed = { change: Change; at: number }
type Entry = { id: string; time?: number; changes: Change[] }

/** Fields that belong to a number and not to the account; only those of the account name their time. */
const ofNumber = new Set(['messages', 'user_preferences'])

export const isOfNumber = (change: Change): boolean => ofNumber.has(change.field)

const listOf = (value: Record<string, unknown>, key: string): Record<string, unknown>[] | undefined =>
  Array.isArray(value[key]) ? (value[key] as Record<string, unknown>[]) : undefined

const sameSender = (one: Change, other: Change) =>
  JSON.stringify(one.value['metadata']) === JSON.stringify(other.value['metadata'])

/** Statuses that follow each other go into one `value`, as the platform batches them. */
function merge(changes: Timed[]): Timed[] {
  const merged: Timed[] = []
  for (const { change, at } of changes) {
    const last = merged.at(-1)?.change
    const statuses = listOf(change.value, 'statuses')
    const before = last && listOf(last.value, 'statuses')
    if (last && statuses && before && sameSender(last, change)) {
      before.push(...statuses)
      const contacts = listOf(last.value, 'contacts') ?? []
      const known = new Set(contacts.map((contact) => contact['user_id']))
      const added = (listOf(change.value, 'contacts') ?? []).filter(
        (contact) => !known.has(contact['user_id']),
      )
      if (contacts.length + added.length > 0) last.value['contacts'] = [...contacts, ...added]
    } else {
      merged.push({ change, at })
    }
  }
  return merged
}

function entriesOf(wabaId: string, changes: readonly Timed[]): Entry[] {
  const entries: Entry[] = []
  for (const { change, at } of changes) {
    const last = entries.at(-1)
    if (!isOfNumber(change)) {
      entries.push({ id: wabaId, time: Math.floor(at / 1000), changes: [change] })
    } else if (last && last.time === undefined) {
      last.changes.push(change)
    } else {
      entries.push({ id: wabaId, changes: [change] })
    }
  }
  return entries
}

/** The bytes of one POST for these rows. `reorder` turns them round, newest first. */
export function envelope(
  wabaId: string,
  rows: readonly OutboxRow[],
  { reorder, escaped }: { reorder: boolean; escaped: boolean },
): Batch {
  const parsed = rows.map((row) => ({ change: JSON.parse(row.change) as Change, at: row.created_at }))
  const changes = merge(reorder ? parsed.reverse() : parsed)
  const statuses: Record<string, number> = {}
  for (const { change } of changes) {
    for (const status of listOf(change.value, 'statuses') ?? []) {
      const name = String(status['status'])
      statuses[name] = (statuses[name] ?? 0) + 1
    }
  }
  const payload = { object: 'whatsapp_business_account', entry: entriesOf(wabaId, changes) }
  return {
    body: Buffer.from(escaped ? escapedJson(payload) : JSON.stringify(payload)),
    statuses,
    fields: changes.map(({ change }) => change),
  }
}
