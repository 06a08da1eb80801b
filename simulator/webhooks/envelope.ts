import type { OutboxRow } from '../store/queues'
import type { Change } from './changes'

type Batch = { body: Buffer; statuses: Record<string, number>; fields: Change[] }

const listOf = (value: Record<string, unknown>, key: string): Record<string, unknown>[] | undefined =>
  Array.isArray(value[key]) ? (value[key] as Record<string, unknown>[]) : undefined

const sameSender = (one: Change, other: Change) =>
  JSON.stringify(one.value['metadata']) === JSON.stringify(other.value['metadata'])

/** Statuses that follow each other go into one `value`, as the platform batches them. */
function merge(changes: Change[]): Change[] {
  const merged: Change[] = []
  for (const change of changes) {
    const last = merged.at(-1)
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
      merged.push(change)
    }
  }
  return merged
}

/** The bytes of one POST for these rows. `reorder` turns them round, newest first. */
export function envelope(wabaId: string, rows: readonly OutboxRow[], reorder: boolean): Batch {
  const parsed = rows.map((row) => JSON.parse(row.change) as Change)
  const fields = merge(reorder ? parsed.reverse() : parsed)
  const statuses: Record<string, number> = {}
  for (const change of fields) {
    for (const status of listOf(change.value, 'statuses') ?? []) {
      const name = String(status['status'])
      statuses[name] = (statuses[name] ?? 0) + 1
    }
  }
  const body = Buffer.from(
    JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: wabaId, changes: fields }] }),
  )
  return { body, statuses, fields }
}
