import type { RenderInput } from '../document/rules'

type Names = { nl: string; en: string; de: string; fr: string }
export type Supervisor = { name: string; url: string }

const same = (name: string): Names => ({ nl: name, en: name, de: name, fr: name })

/**
 * Who supervises privacy, by the country that the brand is in. Written as the authority calls itself in the reader's
 * language, where it does. Germany has one for each state: the federal one lists them all.
 */
const supervisors: Record<string, { names: Names; url: string }> = {
  NL: {
    names: {
      ...same('Autoriteit Persoonsgegevens'),
      en: 'Dutch Data Protection Authority (Autoriteit Persoonsgegevens)',
    },
    url: 'https://autoriteitpersoonsgegevens.nl',
  },
  BE: {
    names: {
      nl: 'Gegevensbeschermingsautoriteit',
      en: 'Belgian Data Protection Authority',
      de: 'Datenschutzbehörde (Belgien)',
      fr: 'Autorité de protection des données',
    },
    url: 'https://www.dataprotectionauthority.be',
  },
  DE: {
    names: {
      ...same('Datenschutzaufsichtsbehörde Ihres Bundeslandes'),
      nl: 'privacytoezichthouder van je Duitse deelstaat',
      en: 'data protection authority of your German state',
      fr: 'autorité de protection des données de votre Land',
    },
    url: 'https://www.bfdi.bund.de/DE/Service/Anschriften/Laender/Laender-node.html',
  },
  FR: { names: same('CNIL'), url: 'https://www.cnil.fr' },
}

/** The privacy authority that a page of this country names, in the reader's language; undefined where we know none. */
export function supervisorOf(country: string, language: RenderInput['language']): Supervisor | undefined {
  const known = supervisors[country]
  return known && { name: known.names[language], url: known.url }
}
