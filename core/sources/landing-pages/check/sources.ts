/** Where the rules are written. */
export const sources = {
  gdpr: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj',
  planet49: 'https://curia.europa.eu/juris/liste.jsf?num=C-673/17',
  whatsAppOptIn: 'https://developers.facebook.com/docs/whatsapp/overview/getting-opt-in',
  whatsAppBrand: 'https://about.meta.com/brand/resources/whatsapp/whatsapp-brand/',
  whatsAppTemplates:
    'https://developers.facebook.com/docs/whatsapp/updates-to-pricing/new-template-guidelines',
  wcag: 'https://www.w3.org/TR/WCAG22/',
} as const
