import { z } from 'zod'
import { buttonIn } from '../customers/acts'
import type { Account } from '../store/accounts'
import type { World } from '../world'
import { actOnInbox } from './inboxes'

const Referral = z.object({
  source_url: z.string().default('https://fb.me/ad'),
  source_id: z.string().min(1),
  source_type: z.enum(['ad', 'post']).default('ad'),
  headline: z.string().optional(),
  body: z.string().optional(),
  ctwa_clid: z.string().optional(),
})

const business = z.string()

/** What a person may do; `business` is the id of its phone number. */
export const Act = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('write'),
    business,
    text: z.string().trim().min(1).max(4096),
    /** Came by an advertisement: an answer within 24 hours opens the free 72 hours. */
    referral: Referral.optional(),
  }),
  z.object({
    act: z.literal('press'),
    message: z.string(),
    index: z.number().int().min(0),
    /** Which card of a carousel the button is on. */
    card: z.number().int().min(0).optional(),
  }),
  z.object({ act: z.literal('pick'), message: z.string(), row: z.string() }),
  z.object({ act: z.literal('look'), business }),
  z.object({ act: z.literal('block'), business, on: z.boolean() }),
  z.object({ act: z.literal('offers'), business, stopped: z.boolean() }),
  z.object({ act: z.literal('report'), business }),
  z.object({ act: z.literal('mute'), business }),
  /** Takes another number; the next free one when none is given. */
  z.object({
    act: z.literal('move'),
    to: z
      .string()
      .regex(/^[1-9]\d{7,14}$/)
      .optional(),
  }),
  z.object({ act: z.literal('sms'), sender: z.string(), text: z.string().trim().min(1).max(1600) }),
  z.object({ act: z.literal('readSms'), sender: z.string() }),
  z.object({ act: z.literal('readMail'), mail: z.string() }),
  z.object({ act: z.literal('address'), address: z.email() }),
  /** Goes by a username instead of the number; an empty one shows the number again. */
  z.object({ act: z.literal('username'), username: z.string().regex(/^([a-z0-9._]{3,35})?$/) }),
])
export type Act = z.infer<typeof Act>

export type Outcome = { status: 200 | 404 | 409; body: Record<string, unknown> }

const done: Outcome = { status: 200, body: { ok: true } }
const problem = (name: string, status: 404 | 409 = 404): Outcome => ({ status, body: { problem: name } })

/** Lets the person with this number do something. */
export function perform(world: World, number: string, act: Act): Outcome {
  const { store, play } = world
  if (act.act === 'press') {
    const message = store.messages.byId(act.message)
    const held = message?.peer === number ? message : undefined
    const button = held && buttonIn(held, act.index, act.card)
    const answer = held && play.press(held, act.index, act.card)
    if (button?.kind === 'url') return done
    return answer ? { status: 200, body: { id: answer } } : problem('message')
  }
  if (act.act === 'pick') {
    const message = store.messages.byId(act.message)
    const answer = message?.peer === number ? play.pick(message, act.row) : undefined
    return answer ? { status: 200, body: { id: answer } } : problem('message')
  }
  if (act.act === 'move') {
    const taken =
      act.to !== undefined &&
      (store.people.phone(act.to) || store.accounts.byNumber(act.to) || act.to === number)
    return taken ? problem('number', 409) : { status: 200, body: { number: play.move(number, act.to) } }
  }
  if (act.act === 'username') {
    play.setUsername(number, act.username)
    return done
  }
  if (act.act === 'sms' || act.act === 'readSms' || act.act === 'readMail' || act.act === 'address') {
    const trouble = actOnInbox(world, number, act)
    return trouble ? problem(trouble, 409) : done
  }
  const account = store.accounts.byNumberId(act.business)
  return account ? towards(world, account, number, act) : problem('business')
}

function towards(
  { store, play }: World,
  account: Account,
  number: string,
  act: Extract<Act, { business: string }>,
): Outcome {
  if (act.act === 'write') {
    if (store.people.relation(account.phone_number_id, number)?.blocked) return problem('blocked', 409)
    return { status: 200, body: { id: play.write(account, number, act.text, act.referral) } }
  }
  if (act.act === 'look') play.look(account, number)
  if (act.act === 'block') play.block(account, number, act.on)
  if (act.act === 'offers') play.setOffers(account, number, act.stopped)
  if (act.act === 'report') play.report(account, number)
  if (act.act === 'mute') play.mute(account, number)
  return done
}
