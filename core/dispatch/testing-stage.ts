import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { and, asc, eq } from 'drizzle-orm'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { z } from 'zod'
import { campaigns, messages } from '@/db/schema/campaigns'
import { templates } from '@/db/schema/templates'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import { startCampaign } from '../campaigns/start'
import { sealText } from '../platform/crypto'
import { newId } from '../platform/ids'
import { addPerson, makeWorld, type World } from '../policy/testing-world'
import type { StatusUpdate } from './statuses'

export type TestSimulator = {
  url: string
  control: (method: 'GET' | 'POST' | 'PUT', route: string, body?: unknown) => Promise<unknown>
  /** Whose messages it has accepted, our ids with the number of times. */
  received: () => Promise<Map<string, number>>
  stop: () => Promise<void>
}

const root = path.resolve(import.meta.dirname, '../..')
const sentSchema = z.object({
  messages: z.array(z.looseObject({ direction: z.string(), opaque: z.string().nullable() })),
})

/** The real simulator in its own process, on a free port, with a state of its own. */
export async function startTestSimulator(): Promise<TestSimulator> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'vinkje-simulator-'))
  const child = spawn(process.execPath, ['--import', 'tsx', 'simulator/main.ts'], {
    cwd: root,
    env: { ...process.env, SIMULATOR_PORT: '0', SIMULATOR_SMTP_PORT: '0', SIMULATOR_DATA: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await lineOf(child, /ready on (http\S+)/)
  const control: TestSimulator['control'] = async (method, route, body) => {
    const response = await fetch(`${url}/control${route}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`simulator: ${response.status} ${await response.text()}`)
    return response.json()
  }
  return {
    url,
    control,
    received: async () => {
      const { messages } = sentSchema.parse(await control('GET', '/messages'))
      const counts = new Map<string, number>()
      for (const { direction, opaque } of messages) {
        if (direction === 'out' && opaque) counts.set(opaque, (counts.get(opaque) ?? 0) + 1)
      }
      return counts
    },
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The first group of the first line of a process's output that matches. */
export function lineOf(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const match = pattern.exec(text)
      if (match?.[1]) resolve(match[1])
    })
    child.once('exit', (code) =>
      reject(new Error(`The process ended (${code}) before it said ${pattern}: ${text}`)),
    )
  })
}

export type Stage = World & {
  campaignId: string
  /** Our id of each message, in the order of the people. */
  messageIds: string[]
  people: string[]
  verifyToken: string
}

/** Customers who read within milliseconds and never answer, so that a test sees every status. */
const promptCustomers = { preset: 'prompt' }

/** A brand with an account in the simulator, `people` who confirmed, and a campaign that has started. */
export async function makeStage(
  db: PostgresJsDatabase,
  simulator: TestSimulator,
  options: { people: number; now: Date; tier?: string; maxPerMonth?: number | null; components?: unknown[] },
): Promise<Stage> {
  const world = await makeWorld(db, options)
  const account = accountFacts(world.brandId)
  const components = options.components ?? [
    { type: 'BODY', text: 'Hoi {{1}}, tijd voor een winterbeurt.', example: { body_text: [['Sanne']] } },
    { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Stoppen' }] },
  ]
  await simulator.control('POST', '/behaviour', promptCustomers)
  await simulator.control('PUT', `/accounts/${account.wabaId}`, {
    businessName: 'Fietserij Noord',
    phoneNumberId: account.phoneNumberId,
    displayPhoneNumber: account.displayPhoneE164.slice(1),
    verifiedName: 'Fietserij Noord',
    accessToken: account.accessToken,
    appSecret: account.appSecret,
    messagingLimit: options.tier ?? 'TIER_10K',
  })
  const externalId = account.wabaId.slice(0, 14)
  await simulator.control('PUT', `/accounts/${account.wabaId}/templates`, [
    {
      id: externalId,
      name: 'winterbeurt_2026',
      language: 'nl',
      category: 'MARKETING',
      components,
      quality_score: 'GREEN',
    },
  ])
  await db
    .update(whatsappAccounts)
    .set({
      apiBaseUrl: simulator.url,
      wabaId: account.wabaId,
      phoneNumberId: account.phoneNumberId,
      displayPhoneE164: account.displayPhoneE164,
      accessTokenSealed: sealText('whatsapp_accounts.access_token', account.accessToken),
      appSecretSealed: sealText('whatsapp_accounts.app_secret', account.appSecret),
      verifyTokenSealed: sealText('whatsapp_accounts.verify_token', account.verifyToken),
    })
    .where(eq(whatsappAccounts.brandId, world.brandId))
  await db.update(templates).set({ externalId, components }).where(eq(templates.id, world.template))
  const people: string[] = []
  for (let nth = 0; nth < options.people; nth++) {
    const consent = { topicId: world.offers, state: 'confirmed' } as const
    people.push(await addPerson(db, world, { name: `Mens${nth}`, consent }))
  }
  const campaignId = await startTestCampaign(db, world, { name: 'Winterbeurt', now: options.now })
  const rows = await db
    .select({ id: messages.id, subscriberId: messages.subscriberId })
    .from(messages)
    .where(and(eq(messages.brandId, world.brandId), eq(messages.campaignId, campaignId)))
    .orderBy(asc(messages.id))
  const messageIds = people.map((id) => rows.find((row) => row.subscriberId === id)?.id ?? '')
  return { ...world, campaignId, people, messageIds, verifyToken: account.verifyToken }
}

/** A campaign to everybody, started through the real command. */
export async function startTestCampaign(
  db: PostgresJsDatabase,
  world: World,
  options: { name: string; now: Date },
): Promise<string> {
  const campaignId = newId(options.now)
  await db.insert(campaigns).values({
    brandId: world.brandId,
    id: campaignId,
    name: options.name,
    topicId: world.offers,
    templateId: world.template,
    audience: {},
    variables: { 1: { from: 'name', fallback: 'daar' } },
    state: 'scheduled',
    scheduledAt: options.now,
    revision: 1,
    createdAt: options.now,
    updatedAt: options.now,
  })
  await startCampaign(await world.at(options.now), { campaignId })
  return campaignId
}

let nth = 0
const accountFacts = (brandId: string) => {
  nth += 1
  const digits = `${Date.now()}${process.pid}${nth}`.slice(-15)
  return {
    wabaId: `1${digits}`,
    phoneNumberId: `2${digits}`,
    displayPhoneE164: `+3120${digits.slice(-7)}`,
    accessToken: `token-${brandId}`,
    appSecret: `secret-${brandId}`,
    verifyToken: `verify-${brandId}`,
  }
}

const deliverySchema = z.object({
  entry: z.array(
    z.object({
      changes: z.array(
        z.object({
          value: z.looseObject({
            statuses: z
              .array(
                z.looseObject({
                  id: z.string(),
                  status: z.string(),
                  timestamp: z.string(),
                  biz_opaque_callback_data: z.string().optional(),
                  errors: z.array(z.looseObject({ code: z.number(), title: z.string() })).optional(),
                }),
              )
              .optional(),
          }),
        }),
      ),
    }),
  ),
})

export type StatusTap = {
  url: string
  statuses: StatusUpdate[]
  until: (done: () => boolean) => Promise<void>
  stop: () => Promise<void>
}

/** A callback address that answers the handshake and keeps the statuses that come in. */
export async function openStatusTap(): Promise<StatusTap> {
  const statuses: StatusUpdate[] = []
  let told: () => void = () => undefined
  const server = createServer((request, response) => {
    const address = new URL(request.url ?? '/', 'http://localhost')
    if (request.method === 'GET') return response.end(address.searchParams.get('hub.challenge') ?? '')
    readBody(request).then(
      (body) => {
        statuses.push(...readStatuses(body))
        response.end('ok')
        told()
      },
      () => response.writeHead(400).end(),
    )
    return undefined
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
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

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function readStatuses(body: string): StatusUpdate[] {
  return deliverySchema.parse(JSON.parse(body)).entry.flatMap(({ changes }) =>
    changes.flatMap(({ value }) =>
      (value.statuses ?? []).map((status) => ({
        messageId: status.biz_opaque_callback_data,
        providerMessageId: status.id,
        status: status.status,
        at: new Date(Number(status.timestamp) * 1_000),
        ...(status.errors?.[0]
          ? { error: { code: status.errors[0].code, title: status.errors[0].title } }
          : {}),
      })),
    ),
  )
}
