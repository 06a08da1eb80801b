import { sql } from 'drizzle-orm'
import { type Database, getDatabase } from '@/db/client'
import { newId } from '../../platform/ids'
import { getLog } from '../../platform/log'

/** What happened with a code in the last second. No more is known: not by whom, not from where. */
type Counted = { brandId: string; qrCodeId: string; scans: number; views: number; at: Date }
type Gathered = { counts: Map<string, Counted>; timer?: NodeJS.Timeout | undefined }

/** Who scans never waits for this. A process that is killed loses at most so much of the counting, and nothing else. */
const gatherMs = 1_000

const onGlobal = globalThis as { vinkjeScans?: Map<Database, Gathered> }

function gatheredFor(database: Database): Gathered {
  onGlobal.vinkjeScans ??= new Map()
  let gathered = onGlobal.vinkjeScans.get(database)
  if (!gathered) {
    gathered = { counts: new Map() }
    onGlobal.vinkjeScans.set(database, gathered)
  }
  return gathered
}

/** Counts a scan of a code, or a view of the page behind it. Written with others, a second later at most. */
export function countCode(
  code: { brandId: string; qrCodeId: string },
  what: 'scans' | 'views',
  { database = getDatabase(), now }: { database?: Database; now: Date },
): void {
  const gathered = gatheredFor(database)
  const known = gathered.counts.get(code.qrCodeId)
  if (known) {
    known[what] += 1
    known.at = now
  } else {
    const { brandId, qrCodeId } = code
    gathered.counts.set(qrCodeId, { brandId, qrCodeId, scans: 0, views: 0, at: now, [what]: 1 })
  }
  later(database, gathered)
}

function later(database: Database, gathered: Gathered): void {
  gathered.timer ??= setTimeout(() => {
    flushOne(database, gathered).catch((error: unknown) => {
      getLog('qr-codes').error({ err: error }, 'scans could not be written down; kept for the next try')
      later(database, gathered)
    })
  }, gatherMs).unref()
}

/** Writes what was counted so far. Call it before the process ends. */
export async function flushScans(): Promise<void> {
  for (const [database, gathered] of onGlobal.vinkjeScans ?? []) await flushOne(database, gathered)
}

async function flushOne(database: Database, gathered: Gathered): Promise<void> {
  clearTimeout(gathered.timer)
  gathered.timer = undefined
  const counted = [...gathered.counts.values()]
  if (counted.length === 0) return
  gathered.counts.clear()
  try {
    await write(database, counted)
  } catch (error) {
    for (const one of counted) {
      const since = gathered.counts.get(one.qrCodeId)
      gathered.counts.set(
        one.qrCodeId,
        since ? { ...since, scans: since.scans + one.scans, views: since.views + one.views } : one,
      )
    }
    throw error
  }
}

/** Both or neither: the rows that a rebuild counts, and the days that everybody reads. Ordered, so that two processes cannot lock each other out. */
async function write(database: Database, counted: Counted[]): Promise<void> {
  const rows = counted.map(({ brandId, qrCodeId, scans, views, at }) => ({
    brand_id: brandId,
    id: newId(at),
    qr_code_id: qrCodeId,
    at: at.toISOString(),
    scans,
    views,
  }))
  await database.db.execute(sql`
    with counted as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as c(brand_id uuid, id uuid, qr_code_id uuid, at timestamptz, scans int, views int)
    ), kept as (
      insert into qr_scans (brand_id, id, qr_code_id, at, scans, views)
      select brand_id, id, qr_code_id, at, scans, views from counted
    )
    insert into qr_days (brand_id, qr_code_id, day, scans, views, last_scan_at)
    select c.brand_id, c.qr_code_id, (c.at at time zone brands.time_zone)::date, c.scans, c.views,
      case when c.scans > 0 then c.at end
    from counted c join brands on brands.id = c.brand_id
    order by c.brand_id, c.qr_code_id
    on conflict (brand_id, qr_code_id, day) do update set
      scans = qr_days.scans + excluded.scans,
      views = qr_days.views + excluded.views,
      last_scan_at = greatest(qr_days.last_scan_at, excluded.last_scan_at)`)
}
