import './globals.css'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ToastRegion } from '@/components/ui/toast'
import { getTheme } from './theme'

export const metadata: Metadata = {
  title: { default: 'Vinkje', template: '%s · Vinkje' },
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f5f7f9' },
    { media: '(prefers-color-scheme: dark)', color: '#0b0f17' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, theme, nonce] = await Promise.all([
    getLocale(),
    getTheme(),
    headers().then((all) => all.get('x-nonce') ?? undefined),
  ])
  return (
    <html lang={locale} className={theme}>
      <head>
        {/* React Aria puts it on the few styles it adds. Browsers hide it from scripts' attributes, so the two sides differ. */}
        <meta property="csp-nonce" nonce={nonce} suppressHydrationWarning />
      </head>
      <body>
        <NextIntlClientProvider>
          {children}
          <ToastRegion />
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
