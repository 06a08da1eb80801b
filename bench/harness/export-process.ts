import { openBrandForSystem } from '@/core/staff/gate'
import { exportPeople } from '@/core/subscribers/export'
import { openDatabase } from '@/db/client'

// Exports a brand's people as the web process does, in a process that does nothing else, and says what it took.
const [brandId = '', format] = process.argv.slice(2)

/** What this process holds, in MB. */
const heldMb = () => process.memoryUsage.rss() / 1e6

const database = openDatabase(process.env.DATABASE_URL ?? '', { max: 2, applicationName: 'vinkje-export' })
const actor = { type: 'system' as const, job: 'bench' }
const ctx = await openBrandForSystem({ db: database.db, actor, now: new Date() }, brandId)
// What loading the program left behind is not the export's.
globalThis.gc?.()
const beforeMb = heldMb()
let peakMb = beforeMb
const began = performance.now()
const encoder = new TextEncoder()
let [bytes, lines] = [0, 0]
for await (const text of await exportPeople(ctx, {
  format: format === 'json' ? 'json' : 'csv',
  filters: {},
})) {
  bytes += encoder.encode(text).byteLength
  peakMb = Math.max(peakMb, heldMb())
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1
}
process.send?.({ seconds: (performance.now() - began) / 1000, peakMb, beforeMb, bytes, lines })
await database.close()
process.disconnect?.()
