import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { channelMessages } from '@/db/schema/channel-messages'
import { invitations } from '@/db/schema/invitations'
import { landingPages } from '@/db/schema/landing-pages'
import { recordAudit } from '../../audit/commands'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { sealText } from '../../platform/crypto'
import { AppError } from '../../platform/errors'
import { newId } from '../../platform/ids'
import { parseInput } from '../../platform/input'
import { insertMany } from '../../platform/insert-many'
import { addJob } from '../../platform/jobs'
import { requireChannel } from '../../providers/channels'
import { requirePermission } from '../../staff/gate'
import { createQrCode } from '../qr-codes/commands'
import { readAddresses } from './addresses'
import { addressHash } from './refusal-link'
import {
  type AddressCheck,
  checkAddressesSchema,
  invitationIdSchema,
  mostAddresses,
  type StartInvitationInput,
  startInvitationSchema,
} from './schema'

/**
 * Invites the people of a list, over a channel that they subscribe to already, to sign up for WhatsApp at a page. They start
 * to go out at once. An address gets it once; who wants no invitations, or left the brand, gets none.
 * @throws AppError `not-allowed`, `no-sms-account`, `no-email-account`, `page-not-published`, `addresses-unreadable`,
 * `addresses-missing`, `too-long`, `qr-label-taken` beside `name`
 */
export async function startInvitation(
  ctx: BrandContext,
  input: StartInvitationInput,
): Promise<{ invitationId: string; people: number }> {
  requirePermission(ctx, 'campaigns.schedule')
  const { addresses: list, ...facts } = parseInput(startInvitationSchema, input)
  await requireChannel(ctx, facts.channel)
  await requirePublished(ctx, facts.landingPageId)
  const addresses = await requireAddresses(ctx, facts.channel, list)
  const { brandId } = ctx.scope
  const id = newId(ctx.now)
  return inTransaction(ctx, async (ctx) => {
    const link = await createLink(ctx, facts)
    await ctx.db
      .insert(invitations)
      .values({ ...facts, brandId, id, qrCodeId: link.id, state: 'sending', createdAt: ctx.now })
    const rows = addresses.map((address) => ({
      ...{ brandId, id: newId(ctx.now), channel: facts.channel, purpose: 'invitation' as const },
      ...{ state: 'queued' as const, createdAt: ctx.now, dueAt: ctx.now, invitationId: id },
      addressSealed: sealText('channel_messages.address', address),
      addressHash: addressHash(brandId, facts.channel, address),
    }))
    await insertMany(ctx, channelMessages, rows)
    await recordAudit(ctx, {
      ...{ brandId, action: 'invitation.start', subjectType: 'invitation', subjectId: id },
      details: { channel: facts.channel, landingPageId: facts.landingPageId, people: rows.length },
    })
    await addJob(ctx, 'send-invitation', { brandId, invitationId: id }, { key: `invitation:${id}` })
    return { invitationId: id, people: rows.length }
  })
}

/** Reads a list and keeps nothing of it. @throws AppError `not-allowed`, `too-long` */
export async function checkAddresses(
  ctx: BrandContext,
  input: z.input<typeof checkAddressesSchema>,
): Promise<AddressCheck> {
  requirePermission(ctx, 'campaigns.schedule')
  const { channel, addresses: list } = parseInput(checkAddressesSchema, input)
  const { addresses, doubles, unread } = readAddresses(channel, list, (await getBrand(ctx)).defaultCountry)
  const first = unread.slice(0, 3).map((one) => one.slice(0, 60))
  return { people: addresses.length, doubles, unread: { count: unread.length, first } }
}

async function requirePublished(ctx: BrandContext, pageId: string): Promise<void> {
  const [page] = await ctx.db
    .select({ state: landingPages.state })
    .from(landingPages)
    .where(and(eq(landingPages.brandId, ctx.scope.brandId), eq(landingPages.id, pageId)))
  if (!page) throw new AppError('not-found')
  if (page.state !== 'published') throw new AppError('page-not-published', { field: 'landingPageId' })
}

async function requireAddresses(
  ctx: BrandContext,
  channel: 'sms' | 'email',
  list: string,
): Promise<string[]> {
  const { defaultCountry } = await getBrand(ctx)
  const { addresses, unread } = readAddresses(channel, list, defaultCountry)
  const [first = ''] = unread
  if (unread.length > 0) {
    const params = { count: unread.length, first: first.slice(0, 60) }
    throw new AppError('addresses-unreadable', { field: 'addresses', params })
  }
  if (addresses.length === 0) throw new AppError('addresses-missing', { field: 'addresses' })
  if (addresses.length > mostAddresses) throw new AppError('too-long', { field: 'addresses' })
  return addresses
}

/** A short link of its own under the invitation's name. */
async function createLink(
  ctx: BrandContext,
  { name, landingPageId }: { name: string; landingPageId: string },
) {
  try {
    return await createQrCode(ctx, { label: name, landingPageId })
  } catch (error) {
    const isTaken = error instanceof AppError && error.code === 'qr-label-taken'
    throw isTaken ? new AppError('qr-label-taken', { field: 'name', cause: error }) : error
  }
}

/** Nobody who still waits gets it. What is out is out. @throws AppError `not-allowed`, `not-found` */
export async function stopInvitation(ctx: BrandContext, input: { invitationId: string }): Promise<void> {
  requirePermission(ctx, 'campaigns.schedule')
  const { invitationId } = invitationIdSchema.parse(input)
  await inTransaction(ctx, async (ctx) => {
    if (!(await endSending(ctx, invitationId, 'stopped', null))) throw new AppError('not-found')
    await recordAudit(ctx, {
      ...{ brandId: ctx.scope.brandId, action: 'invitation.stop' },
      ...{ subjectType: 'invitation', subjectId: invitationId },
    })
  })
}

/** Ends an invitation that is going out, and forgets the addresses that still waited. Gives whether it was going out. */
export async function endSending(
  ctx: BrandContext,
  invitationId: string,
  state: 'stopped' | 'done',
  stoppedFor: string | null,
): Promise<boolean> {
  const { brandId } = ctx.scope
  const ended = await ctx.db
    .update(invitations)
    .set({ state, stoppedFor, endedAt: ctx.now })
    .where(
      and(
        eq(invitations.brandId, brandId),
        eq(invitations.id, invitationId),
        eq(invitations.state, 'sending'),
      ),
    )
    .returning({ id: invitations.id })
  if (ended.length === 0) return false
  await ctx.db.execute(sql`update channel_messages set address_sealed = null
    where brand_id = ${brandId}::uuid and invitation_id = ${invitationId}::uuid and state = 'queued'`)
  return true
}
