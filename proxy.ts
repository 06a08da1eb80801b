import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { getSettings } from './core/platform/env'

const isDev = process.env.NODE_ENV === 'development'

/** Scripts run only with this request's nonce. Style attributes are allowed: React Aria and the charts set them. */
function contentSecurityPolicy(nonce: string): string {
  const { DEPLOYMENT, SIMULATOR_URL } = getSettings()
  return [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? ` 'unsafe-eval'` : ''}`,
    // The development overlay brings style elements of its own.
    isDev ? `style-src 'self' 'unsafe-inline'` : `style-src 'self' 'nonce-${nonce}'`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'${isDev ? ' ws:' : ''}`,
    `frame-src 'self'${DEPLOYMENT === 'local' ? ` ${new URL(SIMULATOR_URL).origin}` : ''}`,
    `manifest-src 'self'`,
    `worker-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

const fixedHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
}

/** Headers only. Who may see what is asked where the data is read, never here. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  // Next reads the nonce from here and puts it on its own scripts.
  headers.set('Content-Security-Policy', policy)
  headers.set('x-nonce', nonce)
  headers.set('x-vinkje-path', `${request.nextUrl.pathname}${request.nextUrl.search}`)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  for (const [name, value] of Object.entries(fixedHeaders)) response.headers.set(name, value)
  if (getSettings().PUBLIC_URL.startsWith('https://')) {
    response.headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
  }
  return response
}

export const config = {
  // Public pages and short links carry a stricter policy of their own; interfaces answer no pages.
  matcher: [
    '/((?!_next/static|p/|q/|pictures/|preferences/|unsubscribe/|verify$|api/|\\.well-known/|robots\\.txt$|icon\\.svg|favicon\\.ico).*)',
  ],
}
