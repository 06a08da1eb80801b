import { randomBytes } from 'node:crypto'
import { request } from 'undici'
import { z } from 'zod'
import type { Account } from '../store/accounts'
import { isCutOff } from '../store/options'
import type { World } from '../world'
import { appIdOf } from './access'
import { GraphError } from './errors'

const Override = z.object({
  override_callback_uri: z.url({ protocol: /^https?$/ }),
  verify_token: z.string(),
})

/** `GET /{waba-id}/subscribed_apps`. */
export function listSubscriptions(account: Account) {
  if (!account.subscribed) return { data: [] }
  return {
    data: [
      {
        whatsapp_business_api_data: { id: appIdOf(account), name: account.business_name, link: '' },
        ...(account.callback_uri && { override_callback_uri: account.callback_uri }),
      },
    ],
  }
}

/** `POST /{waba-id}/subscribed_apps`: with a callback of its own only after the handshake with it. */
export async function subscribe(world: World, account: Account, body: Record<string, unknown>) {
  if (body['override_callback_uri'] === undefined) {
    world.store.accounts.subscribe(account.waba_id, null)
    return { success: true }
  }
  const parsed = Override.safeParse(body)
  if (!parsed.success) {
    throw new GraphError(100, 'override_callback_uri must be an address and verify_token must be given.')
  }
  await shakeHands(world, account, parsed.data.override_callback_uri, parsed.data.verify_token)
  world.store.accounts.subscribe(account.waba_id, parsed.data.override_callback_uri)
  world.delivery.wake(account.waba_id)
  return { success: true }
}

const NumberCallback = z.object({
  webhook_configuration: z.object({ override_callback_uri: z.string(), verify_token: z.string().optional() }),
})

/** `POST /{phone-number-id}` with `webhook_configuration`: a callback of the number alone; empty takes it away. */
export async function overrideNumberCallback(world: World, account: Account, body: Record<string, unknown>) {
  const parsed = NumberCallback.safeParse(body)
  if (!parsed.success) throw new GraphError(100, 'webhook_configuration.override_callback_uri must be given.')
  const { override_callback_uri: uri, verify_token: token } = parsed.data.webhook_configuration
  if (uri !== '') {
    const checked = Override.safeParse({ override_callback_uri: uri, verify_token: token })
    if (!checked.success) {
      throw new GraphError(100, 'override_callback_uri must be an address and verify_token must be given.')
    }
    await shakeHands(world, account, uri, checked.data.verify_token)
  }
  world.store.accounts.change(account.waba_id, { number_callback_uri: uri === '' ? null : uri })
  world.delivery.wake(account.waba_id)
  return { success: true }
}

export function unsubscribe(world: World, account: Account) {
  world.store.accounts.unsubscribe(account.waba_id)
  return { success: true }
}

async function shakeHands(
  world: World,
  account: Account,
  callback: string,
  verifyToken: string,
): Promise<void> {
  const challenge = String(randomBytes(4).readUInt32BE())
  const address = new URL(callback)
  address.searchParams.set('hub.mode', 'subscribe')
  address.searchParams.set('hub.challenge', challenge)
  address.searchParams.set('hub.verify_token', verifyToken)
  const refuse = (why: string) =>
    new GraphError(
      100,
      `Before override the current callback uri, your app must be able to verify it. ${why}`,
      {
        subcode: 2200,
      },
    )
  if (isCutOff(world.store.options.faults(), account.waba_id, world.time.wall())) {
    throw refuse('The callback did not answer.')
  }
  let status: number
  let text: string
  try {
    const response = await request(address, { headersTimeout: 10_000, bodyTimeout: 10_000 })
    status = response.statusCode
    text = await response.body.text()
  } catch {
    throw refuse('The callback did not answer.')
  }
  if (status !== 200)
    throw refuse(`HTTP Status Code = ${status}; HTTP Message = callback verification failed`)
  if (text.trim() !== challenge) throw refuse('The answer is not the challenge.')
}
