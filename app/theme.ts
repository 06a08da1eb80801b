import { cookies } from 'next/headers'

export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]

/** The theme this browser chose. `system` needs no script: the tokens follow `color-scheme`. */
export async function getTheme(): Promise<Theme> {
  const chosen = (await cookies()).get('theme')?.value
  return themes.find((theme) => theme === chosen) ?? 'system'
}

/** For the cookies that keep a choice of language or theme: a year, and of no use to anybody else. */
export const choiceCookie = { maxAge: 365 * 24 * 3600, path: '/', sameSite: 'lax' } as const
