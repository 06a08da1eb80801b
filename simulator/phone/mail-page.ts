/**
 * What a mail may do: show itself. No script, no form, no file from elsewhere (a picture that is fetched tells its sender
 * that the mail was read); pictures of this machine are its own sender's on a laptop.
 */
const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data: http://localhost:* http://127.0.0.1:*',
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ')

/** The HTML of a mail as a page of no origin. Its links open beside the simulator. */
export const mailPage = (html: string): Response =>
  new Response(
    `<!doctype html><meta charset="utf-8"><base target="_blank"><style>body{margin:12px;font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}img{max-width:100%;height:auto}</style>${html}`,
    {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy,
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    },
  )
