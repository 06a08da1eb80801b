import type { ReplyWords } from './reply-words'

export const de: ReplyWords = {
  confirmed: (f) =>
    `Du bist angemeldet. ${f.brand} schickt dir Nachrichten zu ${f.topics}. Abmelden geht jederzeit: sende STOP. Selbst auswählen, pausieren oder deine Daten ansehen: ${f.preferences}`,
  'already-confirmed': (f) =>
    `Du warst bei ${f.brand} schon angemeldet für ${f.topics}. Abmelden geht jederzeit: sende STOP. Selbst auswählen, pausieren oder deine Daten ansehen: ${f.preferences}`,
  'expired-code': (f) =>
    `Dieser Code ist abgelaufen, du bist also noch nicht angemeldet.${again(f.link, 'Fülle die Seite bitte noch einmal aus')}`,
  'unknown-code': (f) =>
    `Diesen Code kennen wir nicht, du bist also noch nicht angemeldet.${again(f.link, 'Fülle die Seite bitte noch einmal aus')}`,
  'wrong-phone': (f) =>
    `Dieser Code gehört zu einer anderen Nummer, du bist also noch nicht angemeldet. Sende ihn von der Nummer, die du eingegeben hast.${again(f.link, 'Oder melde diese Nummer an')}`,
  'not-me': (f) =>
    `Danke, dann hat jemand anderes deine Nummer eingegeben. Diese Anmeldung ist gelöscht, und ${f.brand} schreibt dir dazu nicht mehr. Fragen? Schreib an ${f.contactEmail}.`,
  stopped: (f) =>
    `Du bist abgemeldet. ${f.brand} schickt dir keine Nachrichten mehr. Doch wieder? Sende START.`,
  'stopped-marketing': (f) =>
    `Du bist abgemeldet. ${f.brand} schickt dir keine Angebote und Neuigkeiten mehr. Nur Nachrichten zu ${f.topics} können noch kommen. Die auch nicht? Sende noch einmal STOP.`,
  'stopped-topic': (f) => `Du bist abgemeldet von ${f.topics} bei ${f.brand}. Für alles andere: sende STOP.`,
  'stopped-before': (f) =>
    `Du warst schon abgemeldet. ${f.brand} schickt dir keine Nachrichten. Doch wieder? Sende START.`,
  'almost-stop': (f) =>
    `Möchtest du keine Nachrichten mehr von ${f.brand}? Sende STOP, dann ist es sofort erledigt. Bis jemand von uns deine Nachricht gelesen hat, schicken wir dir keine Angebote.`,
  'welcome-back': (f) =>
    `Willkommen zurück. ${f.brand} schickt dir wieder Nachrichten zu ${f.topics}. Abmelden geht jederzeit: sende STOP. Selbst auswählen: ${f.preferences}`,
  renewed: (f) =>
    `Schön, du bekommst weiterhin Nachrichten zu ${f.topics} von ${f.brand}. Abmelden geht jederzeit: sende STOP. Selbst auswählen: ${f.preferences}`,
  'start-without-consent': (f) =>
    f.link
      ? `Schön, dass du Nachrichten von ${f.brand} möchtest. Wähle hier aus, welche: ${f.link}`
      : `Schön, dass du Nachrichten von ${f.brand} möchtest. Anmelden geht gerade nicht; frag bitte nach unter ${f.contactEmail}.`,
  preferences: (f) =>
    `Hier wählst du selbst, was ${f.brand} dir schickt, machst eine Pause, oder siehst und löschst deine Daten: ${f.preferences}\nDer Link ist nur für dich und gilt 30 Tage.`,
  help: (f) =>
    `Hier ist ${f.brand}. Wir schicken nur Nachrichten, um die du selbst gebeten hast. Abmelden: sende STOP. Selbst auswählen: ${f.preferences} Fragen: ${f.contactEmail} oder ${f.websiteUrl}`,
}

export const fr: ReplyWords = {
  confirmed: (f) =>
    `Vous êtes inscrit. ${f.brand} vous enverra des messages sur ${f.topics}. Vous pouvez arrêter à tout moment : envoyez STOP. Choisir, faire une pause ou voir vos données : ${f.preferences}`,
  'already-confirmed': (f) =>
    `Vous étiez déjà inscrit chez ${f.brand} pour ${f.topics}. Vous pouvez arrêter à tout moment : envoyez STOP. Choisir, faire une pause ou voir vos données : ${f.preferences}`,
  'expired-code': (f) =>
    `Ce code a expiré, vous n’êtes donc pas encore inscrit.${again(f.link, 'Remplissez la page une nouvelle fois', ' :')}`,
  'unknown-code': (f) =>
    `Nous ne connaissons pas ce code, vous n’êtes donc pas encore inscrit.${again(f.link, 'Remplissez la page une nouvelle fois', ' :')}`,
  'wrong-phone': (f) =>
    `Ce code appartient à un autre numéro, vous n’êtes donc pas encore inscrit. Envoyez-le depuis le numéro que vous avez indiqué.${again(f.link, 'Ou inscrivez ce numéro', ' :')}`,
  'not-me': (f) =>
    `Merci, quelqu’un d’autre a donc saisi votre numéro. Cette inscription est effacée, et ${f.brand} ne vous écrira plus à ce sujet. Une question ? Écrivez à ${f.contactEmail}.`,
  stopped: (f) =>
    `Vous êtes désinscrit. ${f.brand} ne vous enverra plus de messages. Vous changez d’avis ? Envoyez START.`,
  'stopped-marketing': (f) =>
    `Vous êtes désinscrit. ${f.brand} ne vous enverra plus d’offres ni de nouvelles. Seuls des messages sur ${f.topics} peuvent encore arriver. Ceux-là non plus ? Envoyez STOP encore une fois.`,
  'stopped-topic': (f) =>
    `Vous êtes désinscrit de ${f.topics} chez ${f.brand}. Pour tout le reste : envoyez STOP.`,
  'stopped-before': (f) =>
    `Vous étiez déjà désinscrit. ${f.brand} ne vous envoie pas de messages. Vous changez d’avis ? Envoyez START.`,
  'almost-stop': (f) =>
    `Vous ne voulez plus de messages de ${f.brand} ? Envoyez STOP et c’est fait tout de suite. Tant que personne chez nous n’a lu votre message, nous ne vous envoyons pas d’offres.`,
  'welcome-back': (f) =>
    `Bon retour. ${f.brand} vous enverra de nouveau des messages sur ${f.topics}. Vous pouvez arrêter à tout moment : envoyez STOP. Choisir vous-même : ${f.preferences}`,
  renewed: (f) =>
    `Merci, vous continuerez à recevoir des messages sur ${f.topics} de ${f.brand}. Vous pouvez arrêter à tout moment : envoyez STOP. Choisir vous-même : ${f.preferences}`,
  'start-without-consent': (f) =>
    f.link
      ? `Nous sommes contents que vous vouliez des messages de ${f.brand}. Choisissez lesquels ici : ${f.link}`
      : `Nous sommes contents que vous vouliez des messages de ${f.brand}. L’inscription n’est pas possible en ce moment ; écrivez à ${f.contactEmail}.`,
  preferences: (f) =>
    `Choisissez ici ce que ${f.brand} vous envoie, faites une pause, ou voyez et effacez vos données : ${f.preferences}\nCe lien est pour vous seul et fonctionne 30 jours.`,
  help: (f) =>
    `Ici ${f.brand}. Nous n’envoyons que des messages que vous avez demandés. Pour arrêter : envoyez STOP. Choisir vous-même : ${f.preferences} Questions : ${f.contactEmail} ou ${f.websiteUrl}`,
}

function again(link: string | null, words: string, colon = ':'): string {
  return link ? ` ${words}${colon} ${link}` : ''
}
