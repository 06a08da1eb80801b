import type { ReplyWords } from './reply-words'

export const nl: ReplyWords = {
  confirmed: (f) =>
    `Je bent aangemeld. ${f.brand} stuurt je berichten over ${f.topics}. Stoppen kan altijd: stuur STOP. Zelf kiezen, pauze of je gegevens: ${f.preferences}`,
  'already-confirmed': (f) =>
    `Je was al aangemeld bij ${f.brand} voor ${f.topics}. Stoppen kan altijd: stuur STOP. Zelf kiezen, pauze of je gegevens: ${f.preferences}`,
  'expired-code': (f) =>
    `Deze code is verlopen, dus je bent nog niet aangemeld.${again(f.link, 'Vul de pagina opnieuw in')}`,
  'unknown-code': (f) =>
    `Deze code kennen we niet, dus je bent nog niet aangemeld.${again(f.link, 'Vul de pagina opnieuw in')}`,
  'wrong-phone': (f) =>
    `Deze code hoort bij een ander telefoonnummer, dus je bent nog niet aangemeld. Stuur hem vanaf het nummer dat je hebt ingevuld.${again(f.link, 'Of meld dit nummer aan')}`,
  'not-me': (f) =>
    `Dank je, dan heeft iemand je nummer ingevuld. Die aanmelding is weg, en ${f.brand} stuurt je hierover niets meer. Meer weten? Mail ${f.contactEmail}.`,
  stopped: (f) => `Je bent afgemeld. ${f.brand} stuurt je geen berichten meer. Toch weer? Stuur START.`,
  'stopped-marketing': (f) =>
    `Je bent afgemeld. ${f.brand} stuurt je geen aanbiedingen en nieuws meer. Alleen berichten over ${f.topics} komen nog. Ook die niet? Stuur nog een keer STOP.`,
  'stopped-topic': (f) => `Je bent afgemeld voor ${f.topics} van ${f.brand}. Voor al het andere: stuur STOP.`,
  'stopped-before': (f) => `Je was al afgemeld. ${f.brand} stuurt je geen berichten. Toch weer? Stuur START.`,
  'almost-stop': (f) =>
    `Wil je geen berichten meer van ${f.brand}? Stuur STOP, dan is het meteen geregeld. Tot iemand van ons je bericht heeft gelezen, sturen we je geen aanbiedingen.`,
  'welcome-back': (f) =>
    `Welkom terug. ${f.brand} stuurt je weer berichten over ${f.topics}. Stoppen kan altijd: stuur STOP. Zelf kiezen: ${f.preferences}`,
  renewed: (f) =>
    `Fijn, je blijft berichten over ${f.topics} van ${f.brand} krijgen. Stoppen kan altijd: stuur STOP. Zelf kiezen: ${f.preferences}`,
  'start-without-consent': (f) =>
    f.link
      ? `Fijn dat je berichten van ${f.brand} wilt. Kies hier welke: ${f.link}`
      : `Fijn dat je berichten van ${f.brand} wilt. Aanmelden kan nu even niet; vraag ernaar via ${f.contactEmail}.`,
  preferences: (f) =>
    `Hier kies je zelf wat ${f.brand} je stuurt, neem je pauze, of zie en wis je je gegevens: ${f.preferences}\nDe link is alleen voor jou en werkt 30 dagen.`,
  help: (f) =>
    `Dit is ${f.brand}. We sturen alleen berichten waar je zelf om hebt gevraagd. Stoppen: stuur STOP. Zelf kiezen: ${f.preferences} Vragen: ${f.contactEmail} of ${f.websiteUrl}`,
}

export const en: ReplyWords = {
  confirmed: (f) =>
    `You are signed up. ${f.brand} will send you messages about ${f.topics}. You can stop any time: send STOP. Choose, pause or see your data: ${f.preferences}`,
  'already-confirmed': (f) =>
    `You were signed up with ${f.brand} already, for ${f.topics}. You can stop any time: send STOP. Choose, pause or see your data: ${f.preferences}`,
  'expired-code': (f) =>
    `This code has run out, so you are not signed up yet.${again(f.link, 'Please fill in the page again')}`,
  'unknown-code': (f) =>
    `We do not know this code, so you are not signed up yet.${again(f.link, 'Please fill in the page again')}`,
  'wrong-phone': (f) =>
    `This code belongs to another phone number, so you are not signed up yet. Send it from the number you filled in.${again(f.link, 'Or sign up this number')}`,
  'not-me': (f) =>
    `Thank you, then somebody else typed your number. That sign-up is gone, and ${f.brand} will not write to you about it again. Questions? Mail ${f.contactEmail}.`,
  stopped: (f) =>
    `You are signed off. ${f.brand} will send you no more messages. Changed your mind? Send START.`,
  'stopped-marketing': (f) =>
    `You are signed off. ${f.brand} will send you no more offers and news. Only messages about ${f.topics} may still come. Not those either? Send STOP once more.`,
  'stopped-topic': (f) =>
    `You are signed off from ${f.topics} by ${f.brand}. For everything else: send STOP.`,
  'stopped-before': (f) =>
    `You were signed off already. ${f.brand} sends you no messages. Changed your mind? Send START.`,
  'almost-stop': (f) =>
    `Would you like no more messages from ${f.brand}? Send STOP and it is done at once. Until one of us has read your message, we send you no offers.`,
  'welcome-back': (f) =>
    `Welcome back. ${f.brand} will send you messages about ${f.topics} again. You can stop any time: send STOP. Choose for yourself: ${f.preferences}`,
  renewed: (f) =>
    `Good, you will keep getting messages about ${f.topics} from ${f.brand}. You can stop any time: send STOP. Choose for yourself: ${f.preferences}`,
  'start-without-consent': (f) =>
    f.link
      ? `Good to hear you would like messages from ${f.brand}. Choose which here: ${f.link}`
      : `Good to hear you would like messages from ${f.brand}. There is no page to sign up on right now; please ask at ${f.contactEmail}.`,
  preferences: (f) =>
    `Here you choose what ${f.brand} sends you, take a break, or see and erase your data: ${f.preferences}\nThe link is yours alone and works for 30 days.`,
  help: (f) =>
    `This is ${f.brand}. We only send messages that you asked for. To stop: send STOP. Choose for yourself: ${f.preferences} Questions: ${f.contactEmail} or ${f.websiteUrl}`,
}

function again(link: string | null, words: string): string {
  return link ? ` ${words}: ${link}` : ''
}
