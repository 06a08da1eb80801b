import type { Component } from '../store/templates'

const words = {
  nl: {
    code: '{{1}} is je verificatiecode.',
    secret: 'Deel deze code niet, voor je eigen veiligheid.',
    expires: (minutes: number) => `Deze code verloopt over ${minutes} minuten.`,
    copy: 'Code kopiëren',
  },
  en: {
    code: '{{1}} is your verification code.',
    secret: 'For your security, do not share this code.',
    expires: (minutes: number) => `This code expires in ${minutes} minutes.`,
    copy: 'Copy code',
  },
}

/** An AUTHENTICATION template has no words of its own: WhatsApp writes its body, its footer and its button. */
export function authenticationWords(components: readonly Component[], language: string): Component[] {
  const said = language.startsWith('nl') ? words.nl : words.en
  return components.map((component) => {
    const type = component.type.toUpperCase()
    if (type === 'BODY' && !component.text) {
      const text = component.add_security_recommendation ? `${said.code} ${said.secret}` : said.code
      return { ...component, text }
    }
    if (type === 'FOOTER' && component.code_expiration_minutes !== undefined) {
      return { ...component, text: said.expires(component.code_expiration_minutes) }
    }
    if (type === 'BUTTONS') {
      return {
        ...component,
        buttons: (component.buttons ?? []).map((button) => ({ ...button, text: button.text ?? said.copy })),
      }
    }
    return component
  })
}
