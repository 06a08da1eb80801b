import { asc } from 'drizzle-orm'
import { verifyEvidenceOf } from '@/core/consent/verify/evidence'
import { verifyProjections } from '@/core/consent/verify/projections'
import { type LedgerReport, verifyLedger } from '@/core/consent/verify/verify'
import { parseSettings } from '@/core/platform/env'
import { openBrandForSystem } from '@/core/staff/gate'
import { type Database, openDatabase } from '@/db/client'
import { brands } from '@/db/schema/brands'
import { loadEnvFile, run } from './run'
import { withDatabase } from './supervisor/database'
import { Failure } from './supervisor/failure'
import { Output } from './supervisor/output'

const usage = `npm run ledger:verify -- [brand …] [--evidence] [--states] [--anchor=HASH]
  --evidence     also opens the evidence of every event and holds it against the ledger
  --states       also folds every history anew and holds the current states against it
  --anchor=HASH  a seal hash that was written down earlier must still be in the chain`

const words: Record<LedgerReport['findings'][number]['what'], string> = {
  'event-changed': 'changed: this event is not what was sealed',
  'event-removed': 'removed: this event was recorded and is gone',
  'event-inserted': 'inserted: no server of ours wrote this event',
  'seal-changed': 'changed: this seal does not fit what it seals, or the one before it',
  'seal-missing': 'removed: this seal is gone',
  'seal-not-ours': 'forged: this seal does not carry the mark of this server',
}

type Asked = { slugs: string[]; evidence: boolean; states: boolean; anchor: string | undefined }

// Checks the whole ledger: every event against its seal, every seal against the one before. Ends with 1 when anything is
// not as it was recorded, and names it.
await run(async (args) => {
  if (args.includes('--help')) {
    console.log(usage)
    return 0
  }
  loadEnvFile()
  const asked = read(args)
  const bad = await withDatabase(parseSettings(process.env), new Output(), async (url) => {
    const database = openDatabase(url, { max: 4, applicationName: 'vinkje-verify' })
    try {
      return await verifyAll(database, asked)
    } finally {
      await database.close()
    }
  })
  console.log(bad === 0 ? '\nThe ledger is whole.' : `\nThe ledger is not whole: ${bad} found.`)
  return bad === 0 ? 0 : 1
})

function read(args: string[]): Asked {
  const unknown = args.find(
    (arg) => /^--/.test(arg) && !/^--(evidence|states|anchor=[0-9a-f]{64})$/.test(arg),
  )
  if (unknown) throw new Failure(`"${unknown}" is not known here.\n${usage}`)
  return {
    slugs: args.filter((arg) => !arg.startsWith('--')),
    evidence: args.includes('--evidence'),
    states: args.includes('--states'),
    anchor: args.find((arg) => arg.startsWith('--anchor='))?.slice('--anchor='.length),
  }
}

async function verifyAll(database: Database, asked: Asked): Promise<number> {
  const all = await database.db
    .select({ id: brands.id, slug: brands.slug })
    .from(brands)
    .orderBy(asc(brands.slug))
  const chosen = asked.slugs.length > 0 ? all.filter(({ slug }) => asked.slugs.includes(slug)) : all
  const unknown = asked.slugs.find((slug) => !all.some((brand) => brand.slug === slug))
  if (unknown)
    throw new Failure(`There is no brand "${unknown}". There are: ${all.map((b) => b.slug).join(', ')}.`)
  let bad = 0
  for (const brand of chosen) bad += await verifyBrand(database, brand, asked)
  if (asked.anchor) bad += await checkAnchor(database, asked.anchor)
  return bad
}

async function verifyBrand(
  database: Database,
  { id, slug }: { id: string; slug: string },
  asked: Asked,
): Promise<number> {
  const began = Date.now()
  const report = await verifyLedger(database, id)
  console.log(`\n${slug}  ${id}`)
  const line = (name: string, value: string) => console.log(`  ${name.padEnd(10)} ${value}`)
  line(
    'events',
    `${count(report.events)}: ${count(report.sealed)} sealed, ${count(report.waiting)} waiting for their seal`,
  )
  line(
    'seals',
    report.firstSealAt && report.lastSealAt
      ? `${count(report.seals)}, ${report.firstSealAt.toISOString()} to ${report.lastSealAt.toISOString()}`
      : 'none yet',
  )
  line('newest', report.headHash ?? 'none yet')
  line('took', `${((Date.now() - began) / 1000).toFixed(1)} s`)
  for (const { what, where, seq } of report.findings) {
    const noun = what.startsWith('seal') ? 'seal' : 'event'
    console.log(`  ${noun} ${where}${seq === undefined ? '' : ` (seq ${seq})`} ${words[what]}`)
  }
  return report.findings.length + (await verifyBeside(database, id, asked, line))
}

async function verifyBeside(
  database: Database,
  brandId: string,
  asked: Asked,
  line: (name: string, value: string) => void,
): Promise<number> {
  const actor = { type: 'system', job: 'ledger-verify' } as const
  const ctx = await openBrandForSystem({ db: database.db, actor, now: new Date() }, brandId)
  let bad = 0
  if (asked.evidence) {
    const { intact, erased, changed, missing } = await verifyEvidenceOf(ctx)
    line('evidence', `${count(intact)} intact, ${count(erased)} erased with their person`)
    for (const id of changed)
      console.log(`  evidence of ${id} changed: it is not what the ledger committed to`)
    for (const id of missing) console.log(`  evidence of ${id} removed, and its person was not erased`)
    bad += changed.length + missing.length
  }
  if (asked.states) {
    const { same, different } = await verifyProjections(ctx)
    line('states', `${count(same)} say what the ledger says`)
    for (const key of different) console.log(`  state of ${key} differs from the ledger`)
    bad += different.length
  }
  return bad
}

async function checkAnchor(database: Database, anchor: string): Promise<number> {
  const [seal] = await database.sql`
    select position, sealed_at from ledger_seals where hash = decode(${anchor}, 'hex')`
  console.log(
    seal
      ? `\nThe anchor is seal ${seal.position}.`
      : '\nThe anchor is in no chain: its end was cut off, or it was made anew.',
  )
  return seal ? 0 : 1
}

function count(value: number): string {
  return value.toLocaleString('en')
}
