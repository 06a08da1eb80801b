import { and, eq, ne } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import type { BrandContext } from '../brands/scope'
import { AppError } from '../platform/errors'
import { type Account, accountSecrets } from '../providers/accounts'
import { openBrandForSystem } from '../staff/gate'

/** An account that a delivery may be about, with its brand opened for it. */
export type Receiver = {
  ctx: BrandContext
  accountId: string
  phoneNumberId: string
  /** `31201234567`, as notices about a number name it. */
  displayDigits: string
}

/** The account whose address was called, and all that share its callback, itself among them. */
export type Receivers = { own: Receiver; all: Receiver[] }

/**
 * Meta calls one address for a whole WhatsApp Business account, and all numbers in it share that. So a delivery is for
 * whichever of them it names. Another one counts only where it is of the same business account and has the same app
 * secret: then the signature that was checked is its own as well, and nobody speaks for somebody else's number.
 */
export async function openReceivers(input: {
  db: Db
  brandId: string
  accountId: string
  now: Date
}): Promise<Receivers> {
  const { db, brandId, accountId, now } = input
  const [own] = await db
    .select()
    .from(whatsappAccounts)
    .where(and(eq(whatsappAccounts.brandId, brandId), eq(whatsappAccounts.id, accountId)))
  if (!own) throw new AppError('no-whatsapp-account')
  const others = own.wabaId
    ? await db
        .select()
        .from(whatsappAccounts)
        .where(and(eq(whatsappAccounts.wabaId, own.wabaId), ne(whatsappAccounts.id, own.id)))
    : []
  const secretOf = (account: Account) =>
    account.provider === 'cloud-api' ? accountSecrets(account).appSecret : null
  const open = async (account: Account): Promise<Receiver> => ({
    ctx: await openBrandForSystem(
      { db, actor: { type: 'webhook', accountId: account.id }, now },
      account.brandId,
    ),
    accountId: account.id,
    phoneNumberId: account.phoneNumberId,
    displayDigits: account.displayPhoneE164.slice(1),
  })
  const receiver = await open(own)
  const all = [receiver]
  const secret = secretOf(own)
  for (const other of others) if (secret !== null && secretOf(other) === secret) all.push(await open(other))
  return { own: receiver, all }
}

/** One of each brand, for what is about the business account and not about a number. */
export const oneOfEachBrand = ({ all }: Receivers): Receiver[] =>
  all.filter(
    (one, index) => all.findIndex((other) => other.ctx.scope.brandId === one.ctx.scope.brandId) === index,
  )
