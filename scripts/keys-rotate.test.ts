import { type ChildProcess, spawn } from 'node:child_process'
import { hkdfSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openReview } from '@/core/consent/reviews'
import { openTestShop, signUpOf, type TestShop } from '@/core/consent/testing-shop'
import { applyMessage } from '@/core/inbound/messages'
import { connectTestAccount, inbound } from '@/core/inbound/testing-webhooks'
import { newDataKey, openWith, sealText, sealWith } from '@/core/platform/crypto'
import {
  type SealedColumn,
  sealedColumns,
  sealedUnderDataKeys,
} from '@/core/platform/key-rotation/sealed-columns'
import { expectHandshake } from '@/core/providers/handshakes'
import { attachProof } from '@/core/sources/imports/commands'
import { finishUpload, putPart, startUpload } from '@/core/sources/imports/upload'
import { recordSignUp } from '@/core/subscribers/record-sign-up'
import { createTestDatabase, type TestDatabase } from '@/db/testing'

const oldKey = process.env.ENCRYPTION_KEY ?? ''
const newKey = 'the-new-encryption-key-the-new-encryption-key'
const people = 12_000

let database: TestDatabase
let shop: TestShop

const keyFrom = (secret: string, purpose: string) =>
  Buffer.from(hkdfSync('sha256', secret, 'vinkje', purpose, 32))

type Row = { row_id: string; sealed: Buffer }
const rowsOf = ({ table, column, id }: SealedColumn) =>
  database.sql<Row[]>`select ${database.sql(id)} as row_id, ${database.sql(column)} as sealed
    from ${database.sql(table)} where ${database.sql(column)} is not null order by 1`

/** Every sealed value, opened with this key alone. @throws when one does not open */
async function openAll(secret: string): Promise<string[]> {
  const texts: string[] = []
  for (const column of sealedColumns) {
    const key = keyFrom(secret, column.purpose)
    for (const row of await rowsOf(column)) texts.push(openWith(key, row.sealed).toString('hex'))
  }
  return texts
}

function rotate(env: Record<string, string> = {}): {
  child: ChildProcess
  ended: Promise<[number | null, string]>
} {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/keys-rotate.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      ENCRYPTION_KEY: newKey,
      ENCRYPTION_KEY_PREVIOUS: oldKey,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part))
  return { child, ended: new Promise((resolve) => child.once('close', (code) => resolve([code, said]))) }
}

beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
  const ctx = await shop.at(0)
  const account = await connectTestAccount(ctx)
  await expectHandshake(ctx, { webhookKey: 'SOMEWHERE', verifyToken: 'expected-token' })
  await applyMessage(ctx, account.id, inbound('+31612340001', ctx.now, 'Hoi'), [])
  const [writer] = await database.sql<{ id: string }[]>`select id from subscribers limit 1`
  await openReview(ctx, {
    ...{ subscriberId: writer?.id ?? '', channel: 'whatsapp', accountId: account.id, at: ctx.now },
    ...{ providerMessageId: 'wamid.review', text: 'Stop a.u.b. met die berichten', why: 'sentence' },
  })
  const { importId } = await startUpload(ctx, { fileName: 'people.csv', byteSize: 12 })
  await putPart(ctx, { importId, part: 0, bytes: Buffer.from('a;b\n1;2\n3;4\n') })
  await finishUpload(ctx, { importId })
  await attachProof(ctx, { importId, fileName: 'list.pdf', bytes: Buffer.from('%PDF-1.7') })
  await database.sql`update whatsapp_accounts set callback_token_sealed = ${sealText('whatsapp_accounts.callback_token', 'callback')}`
  await database.sql`insert into channel_accounts (brand_id, id, channel, is_simulator, settings, secret_sealed,
      webhook_key, callback_token_sealed, created_at, updated_at)
    values (${shop.brandId}, gen_random_uuid(), 'sms', true, '{}', ${sealText('channel_accounts.secret', 'token')},
      'CHANNEL', ${sealText('channel_accounts.callback_token', 'callback')}, now(), now())`
  await database.sql`insert into channel_messages (brand_id, id, channel, purpose, state, created_at, address_sealed)
    values (${shop.brandId}, gen_random_uuid(), 'sms', 'invitation', 'queued', now(),
      ${sealText('channel_messages.address', '+31612340003')})`
  const answers = [{ key: 'name', kind: 'name' as const, label: 'Naam', value: 'Sanne' }]
  await recordSignUp(ctx, { ...signUpOf(shop, '+31612340002'), answers })
  // Enough keys that a run can be killed in its middle.
  await database.sql`insert into subscribers (brand_id, id, phone_e164, country, language, created_at)
    select ${shop.brandId}, gen_random_uuid(), '+316' || (20000000 + n), 'NL', 'nl', now()
    from generate_series(1, ${people}) as n`
  const wrapped = newDataKey().wrapped
  await database.sql`insert into subscriber_keys (brand_id, subscriber_id, wrapped_key)
    select brand_id, id, ${wrapped} from subscribers on conflict do nothing`
})
afterAll(() => database.drop())

describe('changing the server’s key', () => {
  test('reaches every sealed column of the database', async () => {
    const columns = await database.sql<{ table: string; column: string }[]>`
      select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' and data_type = 'bytea' and column_name ~ 'sealed|wrapped' order by 1, 2`
    const known = [...sealedColumns, ...sealedUnderDataKeys].map(({ table, column }) => `${table}.${column}`)
    expect(columns.map(({ table, column }) => `${table}.${column}`)).toEqual(known.sort())
    for (const column of sealedColumns) expect(await rowsOf(column), column.column).not.toHaveLength(0)
  })

  test('refuses without both keys, and when the previous one is not the one that was used', async () => {
    expect(await rotate({ ENCRYPTION_KEY_PREVIOUS: '' }).ended).toEqual([
      1,
      expect.stringContaining('ENCRYPTION_KEY_PREVIOUS'),
    ])
    const [code, said] = await rotate({
      ENCRYPTION_KEY_PREVIOUS: 'another-key-that-was-never-used-another-key',
    }).ended
    expect(code).toBe(1)
    expect(said).toContain('whatsapp_accounts.access_token_sealed of row')
    await openAll(oldKey)
  })

  test('can be killed in its middle and run again, and what was sealed is never lost', async () => {
    const before = await openAll(oldKey)
    const keys = sealedColumns.find(({ table }) => table === 'subscriber_keys') as SealedColumn
    const old = new Map((await rowsOf(keys)).map((row) => [row.row_id, row.sealed.toString('hex')]))
    const changed = async () =>
      (await rowsOf(keys)).filter((row) => old.get(row.row_id) !== row.sealed.toString('hex')).length
    // Somebody holds a row half way down, so the run is met in its middle however fast the machine is.
    const lock = await database.sql.reserve()
    await lock`begin`
    await lock`select 1 from subscriber_keys where (brand_id, subscriber_id) = (
      select brand_id, subscriber_id from subscriber_keys order by brand_id, subscriber_id
      offset ${people / 2} limit 1) for update`
    const { child, ended } = rotate()
    const blocked = () =>
      database.sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await vi.waitUntil(async () => (await blocked()).length > 0 || child.exitCode !== null, {
      timeout: 60_000,
    })
    child.kill('SIGKILL')
    await ended
    // PostgreSQL would finish a statement whose client is gone.
    await database.sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    await vi.waitUntil(async () => (await blocked()).length === 0)
    await lock`rollback`
    lock.release()
    const halfway = await changed()
    expect(halfway).toBeGreaterThan(0)
    expect(halfway).toBeLessThan(people)

    // Web and worker with both keys read on, whichever of the two a row is under.
    vi.resetModules()
    process.env.ENCRYPTION_KEY = newKey
    process.env.ENCRYPTION_KEY_PREVIOUS = oldKey
    const both = await import('@/core/platform/crypto')
    for (const row of await rowsOf(keys)) expect(both.unwrapDataKey(row.sealed)).toHaveLength(32)

    const [code, said] = await rotate().ended
    expect(code, said).toBe(0)
    const keysLeft = new RegExp(`subscriber_keys.wrapped_key +${old.size} rows, ${old.size - halfway} sealed`)
    expect(said).toMatch(keysLeft)
    expect(await openAll(newKey)).toEqual(before)
    const [, again] = await rotate().ended
    expect(again).toContain('\n0 sealed anew')
    // Three processes one after the other, each with its own start.
  }, 120_000)

  test('leaves what somebody saves at the same moment as they saved it', async () => {
    const { rotateKeys } = await import('@/core/platform/key-rotation/rotate')
    const column = sealedColumns.find(({ column }) => column === 'app_secret_sealed') as SealedColumn
    const seal = (secret: string, text: string) =>
      sealWith(keyFrom(secret, column.purpose), Buffer.from(text))
    await database.sql`update whatsapp_accounts set app_secret_sealed = ${seal(oldKey, 'as it was')}`
    let saved = false
    const db = new Proxy(database.db, {
      get: (target, name) =>
        name !== 'execute'
          ? Reflect.get(target, name)
          : async (...args: Parameters<typeof database.db.execute>) => {
              const answer = await target.execute(...args)
              // Between the reading and the writing of the row.
              if (!saved)
                await database.sql`update whatsapp_accounts set app_secret_sealed = ${seal(newKey, 'saved meanwhile')}`
              saved = true
              return answer
            },
    })
    await rotateKeys({ db, columns: [column] })
    const [row] = await rowsOf(column)
    expect(openWith(keyFrom(newKey, column.purpose), row?.sealed as Buffer).toString()).toBe(
      'saved meanwhile',
    )
  })
})
