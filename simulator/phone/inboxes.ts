import { request } from 'undici'
import type { Mail } from '../store/mails'
import type { Phone } from '../store/people'
import type { World } from '../world'

type InboxAct =
  | { act: 'sms'; sender: string; text: string }
  | { act: 'readSms'; sender: string }
  | { act: 'readMail'; mail: string }
  | { act: 'address'; address: string }

/** What the holder of a phone does in its SMS and mail; gives the name of the problem, if there is one. */
export function actOnInbox(world: World, number: string, act: InboxAct): string | undefined {
  const { store, sms, log, clock } = world
  const phone = { number, name: world.play.nameOf(number) }
  if (act.act === 'sms') {
    const last = store.sms.byPeer(phone.number).findLast((one) => one.sender === act.sender)
    const account = last && store.cm.byToken(last.product_token)
    if (!account || !sms.write(account, phone.number, act.sender, act.text)) return 'noReply'
  } else if (act.act === 'readSms') {
    sms.look(phone.number, act.sender)
  } else if (act.act === 'readMail') {
    if (store.mails.byId(act.mail)?.address !== world.addressOf(phone)) return 'mail'
    store.mails.read(act.mail, clock())
    log.emitter.emit('phone', phone.number)
  } else {
    store.mails.setAddress(phone.number, act.address)
    log.emitter.emit('phone', phone.number)
  }
  return undefined
}

/** Where one click ends these mails (RFC 8058): only with both headers, and only an address of the web. */
export function stopAddressOf({ headers }: Mail): string | undefined {
  const of = (name: string) => headers.find(([key]) => key === name)?.[1] ?? ''
  if (!/List-Unsubscribe=One-Click/i.test(of('list-unsubscribe-post'))) return undefined
  return /<(https?:[^>]+)>/.exec(of('list-unsubscribe'))?.[1]
}

/** Presses the stop of a mail as a mail program does; gives whether the sender took it. */
export async function stopMails(world: World, number: string, mailId: string): Promise<boolean> {
  const mail = world.store.mails.byId(mailId)
  const phone = { number, name: world.play.nameOf(number) }
  const address = mail?.address === world.addressOf(phone) ? stopAddressOf(mail) : undefined
  if (!address) return false
  try {
    const response = await request(address, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
      signal: AbortSignal.timeout(10_000),
    })
    await response.body.dump()
    return response.statusCode >= 200 && response.statusCode < 300
  } catch {
    // Nobody there: the person is told that it was not taken.
    return false
  }
}

/** The SMS and the mails of a phone, as its holder sees them; a mail's body is fetched when it is opened. */
export function showInboxes(world: World, phone: Phone) {
  const address = world.addressOf(phone)
  const arrived = world.store.sms
    .byPeer(phone.number)
    .filter((sms) => sms.direction === 'in' || sms.status === 'delivered')
  const senders = [...new Set(arrived.map((sms) => sms.sender))]
  return {
    sms: senders.map((sender) => ({
      sender,
      canReply: /^\d+$/.test(sender),
      messages: arrived
        .filter((sms) => sms.sender === sender)
        .map(({ id, direction, text, created_at: at, read_at: readAt }) => ({
          id,
          from: direction === 'in' ? 'me' : 'sender',
          text,
          at,
          unread: direction === 'out' && readAt === null,
        })),
    })),
    mail: {
      address,
      mails: world.store.mails.byAddress(address).map((mail) => ({
        id: mail.id,
        from: mail.from_name || mail.from_address,
        fromAddress: mail.from_address,
        subject: mail.subject,
        hasHtml: mail.html !== null,
        canStop: stopAddressOf(mail) !== undefined,
        // Without HTML the text is what is shown.
        text: mail.html === null ? mail.text : '',
        start: mail.text.replace(/\s+/g, ' ').trim().slice(0, 140),
        at: mail.at,
        unread: mail.read_at === null,
        attachments: mail.attachments.map(({ name }) => name),
      })),
    },
  }
}
