import type { PublicLanguage } from '@/db/states'

type RewardWords = {
  code: (code: string) => string
  /** Promised on the page, and nothing left to keep the promise with. */
  noneLeft: (contactEmail: string) => string
}

/** What stands under a reward's own text in the message after a confirmation. */
export const rewardWords: Record<PublicLanguage, RewardWords> = {
  nl: {
    code: (code) => `Je code: *${code}*`,
    noneLeft: (contactEmail) =>
      `De codes van deze actie zijn op. Mail ${contactEmail}, dan zoeken we samen naar een oplossing.`,
  },
  en: {
    code: (code) => `Your code: *${code}*`,
    noneLeft: (contactEmail) =>
      `There are no codes left for this offer. Write to ${contactEmail} and we will find a solution together.`,
  },
  de: {
    code: (code) => `Dein Code: *${code}*`,
    noneLeft: (contactEmail) =>
      `Für diese Aktion sind keine Codes mehr da. Schreib an ${contactEmail}, wir finden gemeinsam eine Lösung.`,
  },
  fr: {
    code: (code) => `Votre code : *${code}*`,
    noneLeft: (contactEmail) =>
      `Il ne reste plus de codes pour cette offre. Écrivez à ${contactEmail}, nous trouverons une solution ensemble.`,
  },
}
