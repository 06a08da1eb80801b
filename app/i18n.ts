import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import type { Locale } from '@/db/states'
import { isLocale, preferredLocale } from './locale'

type Words = Record<string, unknown>
const loaded = new Map<Locale, Words>()

/** All words of one language: each file of `messages/<locale>` under its own name. */
function messagesOf(locale: Locale): Words {
  const known = loaded.get(locale)
  if (known && process.env.NODE_ENV === 'production') return known
  const folder = path.join(process.cwd(), 'messages', locale)
  const words: Words = {}
  for (const file of readdirSync(/* turbopackIgnore: true */ folder)) {
    if (!file.endsWith('.json')) continue
    words[path.basename(file, '.json')] = JSON.parse(
      readFileSync(/* turbopackIgnore: true */ path.join(folder, file), 'utf8'),
    )
  }
  loaded.set(locale, words)
  return words
}

export default getRequestConfig(async () => {
  const chosen = (await cookies()).get('locale')?.value
  const locale = isLocale(chosen) ? chosen : preferredLocale((await headers()).get('accept-language'))
  // Times are always shown in a brand's own zone, which each caller passes; this is only what is left over.
  return { locale, messages: messagesOf(locale), timeZone: 'Europe/Amsterdam' }
})
