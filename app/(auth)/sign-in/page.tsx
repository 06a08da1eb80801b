import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { getStaffSession } from '@/app/session'
import { BrandMark, BrandTile } from '@/components/ui/marks'
import { getSettings } from '@/core/platform/env'
import { safePath } from '../safe-path'
import { LanguageLinks } from './language-links'
import { SignInForm } from './sign-in-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('signIn') }
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>
}) {
  const { next } = await searchParams
  const path = safePath(typeof next === 'string' ? next : undefined)
  if (await getStaffSession()) redirect(path ?? '/')
  const t = await getTranslations('auth')
  return (
    <div className="grid min-h-dvh grid-cols-2 bg-surface narrow:grid-cols-1">
      <div className="flex flex-col px-14 py-10 phone:px-6 phone:py-6">
        <header className="flex items-center gap-2.5 text-[17px] leading-7 font-heavy">
          <BrandTile />
          Vinkje
        </header>
        <main className="m-auto w-full max-w-87 py-10">
          <h1 className="text-[29px] leading-9 font-title tracking-[-0.02em]">{t('signIn')}</h1>
          <p className="mt-2 mb-6 text-body text-muted">{t('promise')}</p>
          <SignInForm next={path} />
          {getSettings().DEMO && (
            <p className="mt-6.5 border-t border-border pt-4 text-dense text-muted">{t('demoHint')}</p>
          )}
        </main>
        <footer className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 text-control">
          <LanguageLinks />
          <span className="text-muted">{t('openSource')}</span>
        </footer>
      </div>
      {/* Our own colour in either theme: this half is the brand, not a surface. */}
      <aside
        aria-label="Vinkje"
        className="light relative min-h-150 overflow-hidden bg-accent text-white narrow:hidden"
      >
        <p className="px-10 py-9.5 text-[19px] leading-6 font-medium">
          {t('oneTick')}
          <br />
          {t('twoTicks')}
        </p>
        <BrandMark className="absolute -bottom-[7.4vw] -start-[1.3vw] w-[61vw] [&>:last-child]:opacity-35" />
      </aside>
    </div>
  )
}
