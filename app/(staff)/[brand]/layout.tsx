import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { signOut } from '@/app/account-actions'
import { requireBrand, requireStaffPage } from '@/app/session'
import { BrandSwitcher } from '@/components/shell/brand-switcher'
import { CommandPalette, PaletteButton } from '@/components/shell/command-palette'
import { actPermissions } from '@/components/shell/find-entries'
import { LimitMeter } from '@/components/shell/limit-meter'
import { PhoneSiblings, PhoneTabBar, PhoneTopBar } from '@/components/shell/phone-bars'
import { Rail } from '@/components/shell/rail'
import { SubmitButton } from '@/components/ui/button'
import { formatTime } from '@/components/ui/format'
import { getBrand } from '@/core/brands/queries'
import { countOpenReviews } from '@/core/consent/review-queries'
import { getMessagingRoom } from '@/core/policy/messaging-limit'
import { getAccount } from '@/core/providers/accounts'
import { listOwnBrands } from '@/core/staff/queries'
import { may } from '@/core/staff/rules'
import { find } from './find-action'

export async function generateMetadata({ params }: { params: Promise<{ brand: string }> }) {
  const { name } = await getBrand(await requireBrand((await params).brand))
  return { title: { default: name, template: `%s · ${name} · Vinkje` } }
}

type LayoutProps = { children: ReactNode; params: Promise<{ brand: string }> }

export default async function BrandLayout({ children, params }: LayoutProps) {
  const ctx = await requireBrand((await params).brand)
  const { session, ...staffCtx } = await requireStaffPage()
  const [brand, brands, account, room, replies, locale, t] = await Promise.all([
    getBrand(ctx),
    listOwnBrands(staffCtx),
    getAccount(ctx),
    getMessagingRoom(ctx),
    countOpenReviews(ctx),
    getLocale(),
    getTranslations('nav'),
  ])
  const { slug, name } = brand
  const { limit, used, left } = room
  const meter = (inRail: boolean) =>
    limit !== null && left !== null ? (
      <LimitMeter limit={limit} used={used} left={left} inRail={inRail} />
    ) : null
  const showsSimulator = account?.isSimulator ?? false
  return (
    <CommandPalette
      brand={slug}
      showsSimulator={showsSimulator}
      allowed={actPermissions.filter((permission) => may(ctx.scope.role, permission))}
      find={find.bind(null, slug)}
    >
      <div className="staff-frame flex min-h-dvh bg-background phone:block">
        <a
          href="#sheet"
          className="absolute start-2 top-2 z-50 -translate-y-20 rounded-sheet bg-accent px-3 py-2 text-control text-accent-foreground focus:translate-y-0"
        >
          {t('skip')}
        </a>
        <Rail
          brand={slug}
          showsSimulator={showsSimulator}
          limit={meter(true)}
          counts={{ inbox: replies }}
          head={
            <>
              <BrandSwitcher
                brand={{ slug, name }}
                brands={brands.map((each) => ({ slug: each.slug, name: each.name }))}
                staff={{ name: session.name, email: session.email }}
                signOut={signOut}
              />
              <PaletteButton className="mt-3 w-full" />
            </>
          }
        />
        <PhoneTopBar brand={{ slug, name }} note={formatTime(locale, ctx.now, brand.timeZone, 'long-moment')}>
          <PaletteButton className="ms-auto" />
        </PhoneTopBar>
        <main
          id="sheet"
          tabIndex={-1}
          className="my-2 me-2 flex min-w-0 grow flex-col rounded-sheet border border-border bg-surface outline-none phone:m-0 phone:min-h-[calc(100dvh-56px)] phone:rounded-none phone:border-0 phone:pb-[calc(64px+env(safe-area-inset-bottom))]"
        >
          <PhoneSiblings brand={slug} />
          {children}
        </main>
        <PhoneTabBar
          brand={slug}
          showsSimulator={showsSimulator}
          more={
            <div className="grid gap-3">
              {meter(false)}
              <form action={signOut} className="flex items-center justify-between gap-3">
                <span className="min-w-0 truncate text-dense text-muted">
                  {t('signedInAs', { name: session.name })}
                </span>
                <SubmitButton look="plain" size="md">
                  {t('signOut')}
                </SubmitButton>
              </form>
            </div>
          }
        />
      </div>
    </CommandPalette>
  )
}
