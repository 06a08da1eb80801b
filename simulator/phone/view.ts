import { showNumber } from '../phone-number'
import type { Account } from '../store/accounts'
import type { Phone } from '../store/people'
import type { World } from '../world'
import { showInboxes } from './inboxes'

/** A business as a phone knows it. */
export const showBusiness = (account: Account) => ({
  id: account.phone_number_id,
  number: account.display_phone_number,
  shown: showNumber(account.display_phone_number),
  name: account.verified_name,
  colour: account.colour,
  picture: account.picture_svg === null ? null : `/phone/pictures/${account.phone_number_id}.svg`,
})

export const showPhone = (phone: Phone) => ({
  number: phone.number,
  shown: showNumber(phone.number),
  name: phone.name,
  theme: phone.theme,
})

/** One phone with all its chats, as its holder sees them. */
export function showChats(world: World, phone: Phone) {
  const chats = world.store.accounts.all().map((account) => {
    const relation = world.store.people.relation(account.phone_number_id, phone.number)
    const messages = world.store.messages
      .thread(phone.number, account.phone_number_id)
      // What is still on its way, or never arrived, is not on the phone.
      .filter((message) => message.direction === 'in' || ['delivered', 'read'].includes(message.status))
    return {
      business: showBusiness(account),
      blocked: Boolean(relation?.blocked),
      stopped: Boolean(relation?.stopped),
      reported: Boolean(relation?.reported),
      muted: Boolean(relation?.muted),
      unread: messages.filter((message) => message.direction === 'out' && message.status === 'delivered')
        .length,
      messages: messages.map((message) => ({
        id: message.id,
        from: message.direction === 'in' ? 'me' : 'business',
        at: message.created_at,
        status: message.status,
        content: message.content,
        answers: message.context_id,
      })),
    }
  })
  return {
    ...showPhone(phone),
    username: world.play.usernameOf(phone.number) ?? '',
    chats,
    ...showInboxes(world, phone),
  }
}
