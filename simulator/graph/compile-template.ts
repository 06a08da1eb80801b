import type { Button, Component, Template } from '../store/templates'
import { authenticationWords } from './authentication-words'

/** A text cut at its variables: `parts[0]`, the value of `names[0]`, `parts[1]` and so on. */
export type CompiledText = { parts: string[]; names: string[]; distinct: string[] }

export type CompiledHeader =
  | { kind: 'text'; text: CompiledText }
  | { kind: 'image' | 'video' | 'gif' | 'document' | 'location' | 'product' }

export type CompiledButton = { button: Button; type: string; url?: CompiledText }

export type CompiledCard = {
  header?: CompiledHeader
  body?: CompiledText
  buttons: CompiledButton[]
}

export type CompiledTemplate = CompiledCard & {
  named: boolean
  footer?: string
  offer?: { text: string; hasExpiration: boolean }
  cards?: CompiledCard[]
  /** How long the filled body may be: 600 characters beside a limited-time offer, else 1,024. */
  bodyLimit: number
}

const placeholder = /\{\{\s*([^{}]+?)\s*\}\}/g

export function compileText(text: string): CompiledText {
  const parts: string[] = []
  const names: string[] = []
  let from = 0
  for (const match of text.matchAll(placeholder)) {
    parts.push(text.slice(from, match.index))
    names.push(match[1] ?? '')
    from = match.index + match[0].length
  }
  parts.push(text.slice(from))
  return { parts, names, distinct: [...new Set(names)] }
}

const mediaKinds = new Set(['image', 'video', 'gif', 'document', 'location', 'product'])

function compileHeader(component: Component): CompiledHeader | undefined {
  const kind = (component.format ?? '').toLowerCase()
  if (kind === 'text') return { kind, text: compileText(component.text ?? '') }
  return mediaKinds.has(kind) ? ({ kind } as CompiledHeader) : undefined
}

const compileButton = (button: Button): CompiledButton => {
  const type = button.type.toUpperCase()
  return { button, type, ...(type === 'URL' && { url: compileText(button.url ?? '') }) }
}

function compileCard(components: readonly Component[]): CompiledCard {
  const card: CompiledCard = { buttons: [] }
  for (const component of components) {
    const type = component.type.toUpperCase()
    if (type === 'HEADER') {
      const header = compileHeader(component)
      if (header) card.header = header
    } else if (type === 'BODY') {
      card.body = compileText(component.text ?? '')
    } else if (type === 'BUTTONS') {
      card.buttons = (component.buttons ?? []).map(compileButton)
    }
  }
  return card
}

function compile(template: Template): CompiledTemplate {
  const components =
    template.category === 'AUTHENTICATION'
      ? authenticationWords(template.components, template.language)
      : template.components
  const one = (type: string) => components.find((component) => component.type.toUpperCase() === type)
  const footer = one('FOOTER')?.text
  const offer = one('LIMITED_TIME_OFFER')?.limited_time_offer
  const cards = one('CAROUSEL')?.cards
  return {
    ...compileCard(components),
    named: template.parameter_format.toUpperCase() === 'NAMED',
    ...(footer && { footer }),
    ...(offer && { offer: { text: offer.text, hasExpiration: offer.has_expiration ?? false } }),
    ...(cards && { cards: cards.map((card) => compileCard(card.components)) }),
    bodyLimit: offer ? 600 : 1024,
  }
}

const compiled = new WeakMap<Template, CompiledTemplate>()

/** The template cut up for filling, once for as long as the store holds the same template. */
export function compiledTemplate(template: Template): CompiledTemplate {
  const held = compiled.get(template)
  if (held) return held
  const fresh = compile(template)
  compiled.set(template, fresh)
  return fresh
}
