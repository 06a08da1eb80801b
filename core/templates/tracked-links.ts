import { findComponent, type TemplateComponents } from './schema'

/** Where a counted link begins; `{{1}}` is filled for each message. */
const ending = '/l/{{1}}'

/**
 * The buttons whose clicks can be counted: their address in the approved template is `<our address>/l/{{1}}`. Where such a
 * link leads to is what the campaign gives for the button; other addresses are sent as they are and never counted.
 */
export const trackedButtons = (components: TemplateComponents, publicUrl: string): number[] =>
  (findComponent(components, 'BUTTONS')?.buttons ?? []).flatMap(({ type, url }, index) =>
    type === 'URL' && url?.replaceAll(' ', '') === `${publicUrl}${ending}` ? [index] : [],
  )

/** Whether a counted link may lead there: a whole address on the web, over TLS, without a name and password in it. */
export function isDestination(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url?.protocol === 'https:' && url.username === '' && url.hostname.includes('.')
}
