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
        start: mail.text.replace(/\s+/g, ' ').trim().slice(0, 140),
        at: mail.at,
        unread: mail.read_at === null,
        attachments: mail.attachments.map(({ name }) => name),
      })),
    },
  }
}
