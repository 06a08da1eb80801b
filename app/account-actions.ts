'use server'

import { refresh } from 'next/cache'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import {
  chooseLocale,
  signOutEverywhere as endAllSessions,
  signOut as endSession,
} from '@/core/staff/commands'
import { locales } from '@/db/states'
import { signOut as clearCookie } from './auth'
import { visitorAction } from './safe-action'
import { getStaffSession, requireStaff } from './session'
import { choiceCookie, themes } from './theme'

/** Sets the language of this browser, and of the person when somebody is signed in. */
export const chooseLanguage = visitorAction
  .inputSchema(z.object({ locale: z.enum(locales) }))
  .action(async ({ parsedInput: { locale } }) => {
    ;(await cookies()).set('locale', locale, choiceCookie)
    if (await getStaffSession()) await chooseLocale(await requireStaff(), locale)
    refresh()
  })

/** Sets the theme of this browser. */
export const chooseTheme = visitorAction
  .inputSchema(z.object({ theme: z.enum(themes) }))
  .action(async ({ parsedInput: { theme } }) => {
    ;(await cookies()).set('theme', theme, choiceCookie)
    refresh()
  })

/** Ends this session and goes to the sign-in page. */
export async function signOut(): Promise<void> {
  const session = await getStaffSession()
  if (session) await endSession(await requireStaff(), session.sessionId)
  await clearCookie({ redirect: false })
  redirect('/sign-in')
}

/** Ends every session of this person, on every computer. */
export async function signOutEverywhere(): Promise<void> {
  if (await getStaffSession()) await endAllSessions(await requireStaff())
  await clearCookie({ redirect: false })
  redirect('/sign-in')
}
