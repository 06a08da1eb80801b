import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import { sealText } from '../platform/crypto'
import { readCmStatuses } from '../providers/cm/callbacks'
import type { StatusUpdate } from './statuses'
import type { Stage, TestSimulator } from './testing-stage'

const namespace = 'b2c3_space'

/** Has CM.com run the number of a stage: from now on the same messages go out over its wire. */
export async function moveToCm(
  db: PostgresJsDatabase,
  simulator: TestSimulator,
  stage: Stage,
  statusesUrl: string,
): Promise<void> {
  const productToken = randomUUID()
  const ofBrand = eq(whatsappAccounts.brandId, stage.brandId)
  const [account] = await db.select().from(whatsappAccounts).where(ofBrand)
  if (!account) throw new Error('The stage has no account')
  await simulator.control('PUT', `/cm/accounts/${productToken}`, {
    name: 'Fietserij Noord',
    whatsappNumber: account.displayPhoneE164.slice(1),
    namespace,
    statusesUrl,
  })
  await db
    .update(whatsappAccounts)
    .set({
      provider: 'cm',
      apiVersion: 'v1.0',
      wabaId: null,
      templateNamespace: namespace,
      accessTokenSealed: sealText('whatsapp_accounts.access_token', productToken),
      callbackTokenSealed: sealText('whatsapp_accounts.callback_token', randomUUID()),
    })
    .where(ofBrand)
}

export type ReportTap = {
  url: string
  statuses: StatusUpdate[]
  until: (done: () => boolean) => Promise<void>
  stop: () => Promise<void>
}

/** An address that keeps the status reports that come in. */
export async function openReportTap(): Promise<ReportTap> {
  const statuses: StatusUpdate[] = []
  let told: () => void = () => undefined
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      for (const { reference, ...status } of readCmStatuses(JSON.parse(Buffer.concat(chunks).toString())))
        statuses.push({ ...status, providerMessageId: reference })
      response.end('ok')
      told()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/statuses`,
    statuses,
    until: async (done) => {
      while (!done()) {
        await new Promise<void>((resolve) => {
          told = resolve
        })
      }
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
