import { request } from 'undici'
import type { BrandContext } from '../../brands/scope'
import { getSettings } from '../../platform/env'
import { newCode } from '../../platform/ids'
import { callbackUrl } from '../connect'
import { expectHandshake, forgetHandshake } from '../handshakes'
import { connectionCode } from '../whatsapp/errors'
import { verdict } from './check-graph'
import type { Verdict } from './schema'

/**
 * Calls this server by its public name, as WhatsApp will, with a handshake at an address that lives for this one call. It
 * proves that name, certificate and proxy lead here when asked from here; that WhatsApp reaches it too is proved by
 * WhatsApp's own handshake alone.
 */
export async function checkOwnCallback(ctx: BrandContext, isSimulator: boolean): Promise<Verdict> {
  const { PUBLIC_URL } = getSettings()
  if (!isSimulator && !PUBLIC_URL.startsWith('https://')) {
    return verdict('webhook', 'failed', 'not-https', { address: PUBLIC_URL })
  }
  const probe = { webhookKey: newCode(20), verifyToken: newCode(40) }
  await expectHandshake(ctx, probe)
  try {
    return await call(callbackUrl(probe), probe.verifyToken)
  } finally {
    await forgetHandshake(ctx, probe.webhookKey)
  }
}

async function call(url: string, verifyToken: string): Promise<Verdict> {
  const challenge = newCode(12)
  const address = new URL(url)
  address.searchParams.set('hub.mode', 'subscribe')
  address.searchParams.set('hub.verify_token', verifyToken)
  address.searchParams.set('hub.challenge', challenge)
  try {
    const answer = await request(address, { headersTimeout: 10_000, bodyTimeout: 10_000 })
    const text = await answer.body.text()
    return answer.statusCode === 200 && text === challenge
      ? verdict('webhook', 'ok', 'own-call')
      : verdict('webhook', 'failed', 'wrong-answer', { status: answer.statusCode })
  } catch (error) {
    return verdict('webhook', 'failed', 'unreachable', { reason: connectionCode(error) })
  }
}
