import { html, raw } from 'hono/html'
import { words } from './words'

export type Look = { language: 'nl' | 'en'; theme: 'light' | 'dark' | undefined; embedded: boolean }

/** Later sheets build on earlier ones. */
const styles = raw(
  [
    'frame',
    'controls',
    'board',
    'side',
    'clock',
    'dialogs',
    'phone',
    'chat',
    'bubble',
    'bubble-parts',
    'sheet',
    'inboxes',
    'composer',
    'open-link',
    'narrow',
    'narrow-phone',
  ]
    .map((name) => `<link rel="stylesheet" href="/assets/${name}.css">`)
    .join(''),
)

/** Data for the scripts: `<` is escaped so that no text can end the block. */
const data = (id: string, value: unknown) =>
  raw(
    `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`,
  )

function shell(look: Look, title: string, kind: string, body: unknown, script: string | undefined): string {
  return String(html`<!doctype html>
<html lang="${look.language}" class="${kind}" ${look.theme ? raw(`data-theme="${look.theme}"`) : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="${look.theme ?? 'light dark'}">
<title>${title}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
${styles}
${script ? raw(`<script type="module" src="/assets/${script}"></script>`) : ''}
</head>
<body class="${look.embedded ? 'embedded' : ''}">
${body}
${data('words', words[look.language])}
</body>
</html>`)
}

/** `/`: the board of phones, the wire and the faults. */
export function boardPage(look: Look, seed: number): string {
  const word = words[look.language]
  const body = html`<div class="sheet">
<header class="top">
<h1>${word.title}</h1>
<p class="muted">${word.subtitle.replace('{seed}', String(seed))}</p>
<button type="button" class="button" id="add-phone">${word.anotherPhone}</button>
</header>
<div class="columns">
<main class="board" id="board" aria-label="${word.phones}"></main>
<aside class="side" id="side" aria-label="${word.behind}"></aside>
</div>
</div>`
  return shell(look, word.title, 'board-page', body, 'board.js')
}

/** `/wa.me/…`: what WhatsApp shows after its own link was opened. */
export function chatPage(
  look: Look,
  link: { business: { name: string }; draft: string; phone: unknown },
): string {
  const body = html`<main id="chat"><h1 class="hidden">${link.business.name}</h1></main>${data('link', link)}`
  return shell(look, link.business.name, 'chat-page', body, 'open-link.js')
}

/** `/wa.me/…` for a number that is no business here. */
export function unknownNumberPage(look: Look, shown: string | undefined): string {
  const word = words[look.language]
  const body = html`<main class="notice">
<h1>${word.unknownTitle}</h1>
<p>${shown ? word.unknownNumber.replace('{number}', shown) : word.unknownLink}</p>
<p class="muted">${word.unknownHint}</p>
<p><a class="button" href="/?lang=${look.language}">${word.toPhones}</a></p>
</main>`
  return shell(look, word.unknownTitle, 'notice-page', body, undefined)
}
