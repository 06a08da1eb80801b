import { z } from 'zod'
import type { Account } from '../store/accounts'
import type { World } from '../world'
import { GraphError } from './errors'
import { parsePart } from './read-json'

const Registration = z.object({
  messaging_product: z.literal('whatsapp'),
  pin: z.string().regex(/^\d{6}$/, 'six digits'),
  data_localization_region: z.string().optional(),
})

/** `POST /{phone-number-id}/register`: with the two-step PIN, which the first registration sets. */
export function registerNumber(world: World, account: Account, body: Record<string, unknown>) {
  const { pin } = parsePart(Registration, body)
  if (account.pin !== null && account.pin !== pin) {
    throw new GraphError(133005, 'The two-step verification PIN is another one.')
  }
  world.store.accounts.change(account.waba_id, { registered: 1, pin })
  return { success: true }
}

/** `POST /{phone-number-id}/deregister`: nothing can be sent until it is registered again. */
export function deregisterNumber(world: World, account: Account) {
  if (!account.registered) throw new GraphError(133010, 'The phone number is not registered.')
  world.store.accounts.change(account.waba_id, { registered: 0 })
  return { success: true }
}

const NumberSettings = z.object({
  user_identity_change: z
    .object({
      enable_identity_key_check: z.boolean().optional(),
      enabled: z.boolean().optional(),
    })
    .optional(),
})

/** `POST /{phone-number-id}/settings`: whether webhooks carry the hash of the person's identity key. */
export function changeNumberSettings(world: World, account: Account, body: Record<string, unknown>) {
  const { user_identity_change: identity } = parsePart(NumberSettings, body)
  const on = identity?.enable_identity_key_check ?? identity?.enabled
  if (on !== undefined) world.store.accounts.change(account.waba_id, { identity_check: on ? 1 : 0 })
  return { success: true }
}

/** `GET /{phone-number-id}/settings`. */
export const showNumberSettings = (account: Account) => ({
  user_identity_change: { enable_identity_key_check: Boolean(account.identity_check) },
  storage_configuration: { status: 'DEFAULT' },
})
