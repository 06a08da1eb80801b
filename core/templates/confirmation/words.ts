import type { PublicLanguage } from '@/db/states'

/**
 * The message that asks the owner of a typed number whether the sign-up was theirs. It goes out unasked, so it says who has
 * the number from where, promises that silence ends it, and offers nothing: anything else would be marketing, in
 * WhatsApp's eyes (a UTILITY template is taken away for it) and in the law's. A stored template is compared with these
 * words, so a change here makes a new template.
 */
export type ConfirmationWords = {
  /** `{{1}}` is the brand and `{{2}}` what the tick was for. Neither may stand first or last. */
  body: string
  /** What `{{2}}` may look like, for WhatsApp's reviewers. */
  example: string
  /** At most 25 characters each. */
  yes: string
  no: string
}

export const confirmationWords: Record<PublicLanguage, ConfirmationWords> = {
  nl: {
    body: 'Dit nummer is zojuist ingevuld op een aanmeldpagina van {{1}}, voor WhatsApp-berichten over ‘{{2}}’. Was jij dat? Bevestig het dan hieronder. Was jij het niet, of doe je niets? Dan sturen we je geen berichten.',
    example: 'afspraken en nieuws uit de winkel',
    yes: 'Ja, ik wil berichten',
    no: 'Dit was ik niet',
  },
  en: {
    body: 'This number was just filled in on a sign-up page of {{1}}, for WhatsApp messages about ‘{{2}}’. Was that you? Please confirm it below. If it was not you, or you do nothing, we will send you no messages.',
    example: 'appointments and news from the shop',
    yes: 'Yes, send me messages',
    no: 'This was not me',
  },
  de: {
    body: 'Diese Nummer wurde gerade auf einer Anmeldeseite von {{1}} eingetragen, für WhatsApp-Nachrichten über „{{2}}“. Warst du das? Dann bestätige es hier. Warst du es nicht oder tust du nichts, schicken wir dir keine Nachrichten.',
    example: 'Termine und Neues aus dem Laden',
    yes: 'Ja, ich möchte sie',
    no: 'Das war ich nicht',
  },
  fr: {
    body: 'Ce numéro vient d’être saisi sur la page d’inscription « {{1}} », pour des messages WhatsApp sur « {{2}} ». C’était vous ? Confirmez-le ci-dessous. Si ce n’était pas vous, ou si vous ne faites rien, nous ne vous enverrons aucun message.',
    example: 'vos rendez-vous et les nouvelles du magasin',
    yes: 'Oui, je les veux',
    no: 'Ce n’était pas moi',
  },
}
