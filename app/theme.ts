import { cookies } from 'next/headers'

export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]

/** The theme this browser chose. `system` needs no script: the tokens follow `color-scheme`. */
export async function getTheme(): Promise<Theme> {
  const chosen = (await cookies()).get('theme')?.value
  return themes.find((theme) => theme === chosen) ?? 'system'
}
