import { readFileSync } from 'node:fs'
import { openBrandForSystem } from '@/core/staff/gate'
import { exportPeople } from '@/core/subscribers/export'
import { openDatabase } from '@/db/client'

// Exports a brand's people as the web process does, in a process that does nothing else, and says what it took.
const [brandId = '', format] = process.argv.slice(2)

/** The most memory that this process ever held; where the system does not say, what it holds now. In MB. */
function peakMb(): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
  } catch {
    return process.resourceUsage().maxRSS / 1024
  }
}

const database = openDatabase(process.env.DATABASE_URL ?? '', { max: 2, applicationName: 'vinkje-export' })
const actor = { type: 'system' as const, job: 'bench' }
const ctx = await openBrandForSystem({ db: database.db, actor, now: new Date() }, brandId)
const beforeMb = peakMb()
const began = performance.now()
const encoder = new TextEncoder()
let [bytes, lines] = [0, 0]
for await (const text of await exportPeople(ctx, {
  format: format === 'json' ? 'json' : 'csv',
  filters: {},
})) {
  bytes += encoder.encode(text).byteLength
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1
}
process.send?.({ seconds: (performance.now() - began) / 1000, peakMb: peakMb(), beforeMb, bytes, lines })
await database.close()
process.disconnect?.()
