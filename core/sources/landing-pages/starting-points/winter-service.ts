import { said } from '../said'
import { compose, costsNothing, keptWhile, whoSees } from './compose'

/** A seasonal service with a small reward, for a workshop or any trade that people visit once a year. */
export const winterService = compose({
  title: said('Klaar voor de winter', 'Ready for winter', 'Bereit für den Winter', 'Prêt pour l’hiver'),
  heading: said(
    'Jouw fiets\nklaar voor de winter',
    'Your bike,\nready for winter',
    'Dein Rad,\nbereit für den Winter',
    'Votre vélo\nprêt pour l’hiver',
  ),
  text: said(
    'Meld je aan via WhatsApp en krijg **€ 13 korting** op de winterbeurt.',
    'Sign up on WhatsApp and get **€13 off** your winter service.',
    'Melde dich über WhatsApp an und spare **13 €** beim Wintercheck.',
    'Inscrivez-vous sur WhatsApp et profitez de **13 € de remise** sur l’entretien d’hiver.',
  ),
  benefits: [
    [
      'message',
      said(
        'Acties en een seintje als je beurt klaar is',
        'Offers, and a note when your bike is ready',
        'Angebote und eine Nachricht, wenn dein Rad fertig ist',
        'Des offres, et un mot quand votre vélo est prêt',
      ),
    ],
    [
      'calendar',
      said(
        'Hooguit **2 berichten per maand**',
        'At most **2 messages a month**',
        'Höchstens **2 Nachrichten im Monat**',
        '**2 messages par mois** au maximum',
      ),
    ],
  ],
  button: said('Aanmelden', 'Sign me up', 'Anmelden', 'M’inscrire'),
  note: keptWhile,
  example: said(
    '**De winter komt eraan.** Laat nu je fiets nakijken: remmen, verlichting en banden voor € 46 in plaats van € 59. Plan je beurt voor zaterdag.',
    '**Winter is on its way.** Have your bike checked now: brakes, lights and tyres for €46 instead of €59. Book before Saturday.',
    '**Der Winter kommt.** Lass dein Rad jetzt prüfen: Bremsen, Licht und Reifen für 46 € statt 59 €. Mach bis Samstag einen Termin.',
    '**L’hiver approche.** Faites vérifier votre vélo : freins, éclairage et pneus pour 46 € au lieu de 59 €. Prenez rendez-vous avant samedi.',
  ),
  questions: [
    costsNothing,
    [
      said(
        'Hoe krijg ik mijn korting?',
        'How do I get my discount?',
        'Wie bekomme ich meinen Rabatt?',
        'Comment obtenir ma remise ?',
      ),
      said(
        'Na je bevestiging krijg je een bericht. Laat dat zien als je je fiets brengt.',
        'After you confirm you get a message. Show it when you bring your bike in.',
        'Nach deiner Bestätigung bekommst du eine Nachricht. Zeig sie, wenn du dein Rad bringst.',
        'Après votre confirmation, vous recevez un message. Montrez-le en déposant votre vélo.',
      ),
    ],
    whoSees,
  ],
})
