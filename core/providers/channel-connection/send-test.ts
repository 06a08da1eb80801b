import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { staff } from '@/db/schema/staff'
import { recordAudit } from '../../audit/commands'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { AppError } from '../../platform/errors'
import { takeFrom } from '../../platform/limits'
import { parsePhone } from '../../platform/phone'
import { requirePermission } from '../../staff/gate'
import { sendAndKeep } from '../channel-messages/send'
import { emailFor, smsFor } from '../channel-registry'
import { requireChannel } from '../channels'
import type { SendOutcome } from '../whatsapp/types'
import { type TestOutcome, testSmsSchema } from './schema'

const texts = {
  nl: {
    sms: (brand: string) => `Dit is een testbericht van ${brand}. Je hoeft niets te doen.`,
    subject: (brand: string) => `Testbericht van ${brand}`,
    mail: (brand: string) =>
      `Hoi,\n\nDit is een testbericht van ${brand}. Het komt aan, dus e-mail is goed ingesteld.\nJe hoeft niets te doen.\n`,
  },
  en: {
    sms: (brand: string) => `This is a test message from ${brand}. You need not do anything.`,
    subject: (brand: string) => `Test message from ${brand}`,
    mail: (brand: string) =>
      `Hello,\n\nThis is a test message from ${brand}. It arrived, so e-mail is set up well.\nYou need not do anything.\n`,
  },
}

/**
 * Sends a text to a number that staff enter: their own.
 * @throws AppError `not-allowed`, `no-sms-account`, `phone-invalid`, `rate-limited`
 */
export async function sendTestSms(
  ctx: BrandContext,
  input: z.input<typeof testSmsSchema> & { locale: 'nl' | 'en' },
): Promise<TestOutcome> {
  requirePermission(ctx, 'brand.write')
  const { to } = testSmsSchema.parse(input)
  const { id } = await requireChannel(ctx, 'sms')
  const phone = parsePhone(to, 'NL')
  if (typeof phone === 'string') throw new AppError(phone, { field: 'to' })
  await takeTurn(ctx)
  const body = texts[input.locale].sms((await getBrand(ctx)).name)
  const sms = await smsFor(ctx)
  const outcome = await sendAndKeep(ctx, { channel: 'sms', purpose: 'test' }, (messageId) =>
    sms.send({ messageId, toE164: phone.e164, body }),
  )
  return finish(ctx, { channel: 'sms', id, to: phone.e164, outcome })
}

/**
 * Sends a mail to the address that the staff member who asks signs in with.
 * @throws AppError `not-allowed`, `no-email-account`, `rate-limited`
 */
export async function sendTestEmail(ctx: BrandContext, input: { locale: 'nl' | 'en' }): Promise<TestOutcome> {
  requirePermission(ctx, 'brand.write')
  const { id } = await requireChannel(ctx, 'email')
  const to = await ownAddress(ctx)
  await takeTurn(ctx)
  const words = texts[input.locale]
  const { name } = await getBrand(ctx)
  const email = await emailFor(ctx)
  const outcome = await sendAndKeep(ctx, { channel: 'email', purpose: 'test' }, (messageId) =>
    email.send({ messageId, to, subject: words.subject(name), text: words.mail(name) }),
  )
  return finish(ctx, { channel: 'email', id, to, outcome })
}

async function ownAddress(ctx: BrandContext): Promise<string> {
  if (ctx.actor.type !== 'staff') throw new AppError('not-signed-in')
  const [row] = await ctx.db.select({ email: staff.email }).from(staff).where(eq(staff.id, ctx.actor.staffId))
  if (!row) throw new AppError('not-signed-in')
  return row.email
}

async function takeTurn(ctx: BrandContext): Promise<void> {
  if (!(await takeFrom('channel-test', ctx.scope.brandId)).allowed) throw new AppError('rate-limited')
}

type Sent = { channel: 'sms' | 'email'; id: string; to: string; outcome: SendOutcome }

async function finish(ctx: BrandContext, { channel, id, to, outcome }: Sent): Promise<TestOutcome> {
  const reason = outcome.kind === 'refused' ? outcome.title : outcome.kind === 'unknown' ? outcome.reason : ''
  await recordAudit(ctx, {
    brandId: ctx.scope.brandId,
    action: `${channel}-account.send-test`,
    subjectType: 'channel-account',
    subjectId: id,
    details: { outcome: outcome.kind },
  })
  return { kind: outcome.kind, reason, to }
}
