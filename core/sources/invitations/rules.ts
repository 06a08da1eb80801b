import type { Locale, SideChannel } from '@/db/states'

type Invitation = {
  channel: SideChannel
  body: string
  /** Of the page to sign up at. */
  link: string
  /** Where this person ends invitations. */
  refusalLink: string
  sender: { name: string; legalName: string; postalAddress: string }
  locale: Locale
}

const words = {
  nl: {
    sms: 'Geen uitnodigingen meer?',
    mail: 'Je krijgt deze mail omdat je onze mails ontvangt. Geen uitnodigingen meer?',
  },
  en: {
    sms: 'No more invitations?',
    mail: 'You get this mail because you receive our mails. No more invitations?',
  },
}

/**
 * What goes out, as plain text: staff's words, the link, and below it who sends it and how to end it, which nobody can take
 * out (article 11.7 of the Telecommunicatiewet; article 13 of Directive 2002/58/EC).
 */
export function composeInvitation({ channel, body, link, refusalLink, sender, locale }: Invitation): string {
  const text = body.trim()
  if (channel === 'sms') return `${sender.name}: ${text} ${link}\n${words[locale].sms} ${refusalLink}`
  const foot = `${words[locale].mail}\n${refusalLink}\n\n${sender.legalName}, ${sender.postalAddress}`
  return `${text}\n\n${link}\n\n-- \n${foot}\n`
}
