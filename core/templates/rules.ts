import { AppError } from '../platform/errors'
import type { TemplateMessage, TextParameter } from '../providers/whatsapp/types'
import { type FilledRange, type TextRun, toRuns } from './formatting'
import {
  findComponent,
  headerKey,
  mediaKindOf,
  placeholdersIn,
  type TemplateButton,
  type TemplateComponents,
  templateVariables,
} from './schema'

/** What goes into the placeholders, by `TemplateVariable.key`. */
export type TemplateValues = Record<string, string>

export type FilledButton = {
  kind: 'link' | 'reply' | 'phone' | 'copy'
  text: string
  url?: string
  stops: boolean
}

/** A message as the person will read it. */
export type FilledTemplate = {
  header?:
    | { kind: 'text'; runs: TextRun[] }
    | { kind: 'image' | 'video' | 'document' | 'location'; link?: string }
  body: TextRun[]
  footer?: string
  buttons: FilledButton[]
  /** Keys that had no value; their placeholders stand in the text as they are. */
  missing: string[]
}

/** WhatsApp takes no line breaks, tabs or rows of spaces inside a value; people's names hold them now and then. */
export const cleanValue = (value: string): string => value.replace(/\s+/g, ' ').trim()

const lookUp = (values: TemplateValues, key: string): string | undefined => {
  const value = Object.hasOwn(values, key) ? cleanValue(values[key] as string) : ''
  return value === '' ? undefined : value
}

/** Puts values into a text and says where they stand. One pass: a value that holds braces is not filled again. */
function fillText(
  text: string,
  keyOf: (name: string) => string,
  values: TemplateValues,
  missing: Set<string>,
) {
  const ranges: FilledRange[] = []
  let filled = ''
  let copied = 0
  for (const match of text.matchAll(/\{\{\s*([a-z0-9_]+)\s*\}\}/gi)) {
    const key = keyOf(match[1] as string)
    const value = lookUp(values, key)
    if (value === undefined) missing.add(key)
    filled += text.slice(copied, match.index)
    ranges.push({ start: filled.length, end: filled.length + (value ?? match[0]).length, key })
    filled += value ?? match[0]
    copied = match.index + match[0].length
  }
  return { text: filled + text.slice(copied), ranges }
}

const stopWords =
  /(^|[^\p{L}])(stop|stoppen|stopzetten|afmelden|uitschrijven|geen [\p{L} ]+ meer|no more|opt[- ]?out|unsubscribe|abmelden|abbestellen|keine [\p{L} ]+ mehr|désabonner|désinscrire)([^\p{L}]|$)/iu

/** Whether a button is the way out: pressing it withdraws consent. */
export const isStopButton = (button: Pick<TemplateButton, 'type' | 'text'>): boolean =>
  button.type === 'QUICK_REPLY' && stopWords.test(button.text)

/**
 * The button that says yes again, in a message that asks for permission anew: the first answer that is not the way out.
 * -1 where there is none.
 */
export const renewButtonOf = (components: TemplateComponents): number =>
  (findComponent(components, 'BUTTONS')?.buttons ?? []).findIndex(
    (button) => button.type === 'QUICK_REPLY' && !isStopButton(button),
  )

/** Whether a template can ask for permission again: it takes a yes and a no, each one press away (GDPR article 7(3)). */
export const canAskAgain = (components: TemplateComponents): boolean =>
  renewButtonOf(components) >= 0 && stopWayOf(components) === 'button'

/** How a template tells people to stop, if it does: the button, or words in the text or under it. */
export function stopWayOf(components: TemplateComponents): 'button' | 'words' | undefined {
  if (findComponent(components, 'BUTTONS')?.buttons.some(isStopButton)) return 'button'
  const text = `${findComponent(components, 'BODY')?.text ?? ''} ${findComponent(components, 'FOOTER')?.text ?? ''}`
  return stopWords.test(text) ? 'words' : undefined
}

/** Whether an address of a button looks like one whose clicks are counted (tracked-links.ts), whoever's it is. For the screen. */
export const looksTracked = (url: string | undefined): boolean =>
  url?.replaceAll(' ', '').endsWith('/l/{{1}}') ?? false

const buttonKinds: Record<string, FilledButton['kind']> = {
  URL: 'link',
  PHONE_NUMBER: 'phone',
  COPY_CODE: 'copy',
}

/** Fills a template for the eye: header, formatted body, footer and buttons, with the filled places marked. */
export function fillTemplate(components: TemplateComponents, values: TemplateValues): FilledTemplate {
  const missing = new Set<string>()
  const header = findComponent(components, 'HEADER')
  const body = fillText(findComponent(components, 'BODY')?.text ?? '', (name) => name, values, missing)
  const filled: FilledTemplate = { body: toRuns(body.text, body.ranges), buttons: [], missing: [] }
  const media = header && mediaKindOf(header)
  if (header && media) {
    const link = lookUp(values, 'header_media') ?? sampleMedia(components)
    if (link === undefined) missing.add('header_media')
    filled.header = { kind: media, ...(link === undefined ? {} : { link }) }
  } else if (header?.format === 'LOCATION') {
    filled.header = { kind: 'location' }
  } else if (header?.text) {
    const { text, ranges } = fillText(header.text, headerKey, values, missing)
    // WhatsApp draws no marks in a header: they would be shown as they are.
    filled.header = { kind: 'text', runs: plainRuns(text, ranges) }
  }
  const footer = findComponent(components, 'FOOTER')?.text
  if (footer) filled.footer = footer
  filled.buttons = (findComponent(components, 'BUTTONS')?.buttons ?? []).map((button, index) => ({
    kind: buttonKinds[button.type] ?? 'reply',
    text: button.text,
    stops: isStopButton(button),
    ...(button.url === undefined
      ? {}
      : { url: fillText(button.url, () => `button_${index}`, values, missing).text }),
  }))
  filled.missing = [...missing]
  return filled
}

function plainRuns(text: string, ranges: readonly FilledRange[]): TextRun[] {
  const runs: TextRun[] = []
  let at = 0
  for (const { start, end, key } of ranges) {
    if (start > at) runs.push({ text: text.slice(at, start) })
    runs.push({ text: text.slice(start, end), variable: key })
    at = end
  }
  if (at < text.length) runs.push({ text: text.slice(at) })
  return runs
}

/** The picture that was handed in for review, which WhatsApp keeps at an address of its own. */
function sampleMedia(components: TemplateComponents): string | undefined {
  const sample = findComponent(components, 'HEADER')?.example?.header_handle?.[0]
  return sample !== undefined && /^https?:\/\//.test(sample) ? sample : undefined
}

/**
 * A filled template as it goes over the wire. Stop buttons carry the topic, so that the answer says what to stop even
 * where the label was translated; in a message that asks for permission again the yes carries it too.
 * @throws AppError `template-variable-missing` with `params.variable`
 */
export function templateParameters(
  components: TemplateComponents,
  values: TemplateValues,
  { topicKey, asksAgain = false }: { topicKey: string; asksAgain?: boolean },
): Pick<TemplateMessage, 'header' | 'body' | 'buttons'> {
  const need = (key: string): string => {
    const value = lookUp(values, key)
    if (value === undefined) throw new AppError('template-variable-missing', { params: { variable: key } })
    return value
  }
  const parameter = (name: string, key: string): TextParameter =>
    /^\d+$/.test(name) ? { text: need(key) } : { name, text: need(key) }
  const header = findComponent(components, 'HEADER')
  const media = header && mediaKindOf(header)
  const inHeader = placeholdersIn(header?.text ?? '')
  const buttons: TemplateMessage['buttons'] = []
  const renews = asksAgain ? renewButtonOf(components) : -1
  findComponent(components, 'BUTTONS')?.buttons.forEach((button, index) => {
    if (isStopButton(button)) buttons.push({ kind: 'quick-reply', index, payload: `OPTOUT:${topicKey}` })
    if (index === renews) buttons.push({ kind: 'quick-reply', index, payload: `RENEW:${topicKey}` })
    if (button.type === 'URL' && placeholdersIn(button.url ?? '').length > 0) {
      buttons.push({ kind: 'url', index, text: need(`button_${index}`) })
    }
  })
  return {
    ...(media
      ? {
          header: {
            kind: media,
            link: lookUp(values, 'header_media') ?? sampleMedia(components) ?? need('header_media'),
          },
        }
      : {}),
    ...(inHeader.length > 0
      ? {
          header: {
            kind: 'text' as const,
            parameters: inHeader.map((name) => parameter(name, headerKey(name))),
          },
        }
      : {}),
    // Numbered parameters are told apart by their order alone.
    body: inOrder(placeholdersIn(findComponent(components, 'BODY')?.text ?? '')).map((name) =>
      parameter(name, name),
    ),
    buttons,
  }
}

const inOrder = (names: string[]): string[] =>
  names.every((name) => /^\d+$/.test(name)) ? names.toSorted((a, b) => Number(a) - Number(b)) : names

/** Values for a preview without a person: the examples that were handed in for review. */
export const exampleValues = (components: TemplateComponents): TemplateValues =>
  Object.fromEntries(
    templateVariables(components).flatMap(({ key, example }) =>
      example === undefined ? [] : [[key, example]],
    ),
  )
