import type { Locale } from '@/db/states'

const texts: Record<Locale, string> = {
  nl: 'Ik verklaar dat de mensen in dit bestand, behalve wie als niet-toegestemd staat aangegeven, zelf toestemming gaven voor berichten van dit merk met de hier vastgelegde tekst, op de vermelde datum, en dat ik het bewijs daarvan kan laten zien.',
  en: 'I declare that the people in this file, except those marked as not having agreed, themselves gave consent to messages from this brand with the wording recorded here, on the date stated, and that I can show the proof of it.',
}

/** What the importing person signs for. The ledger keeps its hash, so a change here never changes what was declared. */
export const declarationText = (locale: Locale): string => texts[locale]
