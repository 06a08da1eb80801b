import { MonitorSmartphone } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { signOutEverywhere } from '@/app/account-actions'
import { requireBrand, requireStaffPage } from '@/app/session'
import { getTheme } from '@/app/theme'
import { Chip } from '@/components/ui/chip'
import { Time } from '@/components/ui/figures'
import { getBrand } from '@/core/brands/queries'
import { listDevices } from '@/core/staff/sessions'
import { Part } from '../part'
import { deviceName } from './device-name'
import { Preferences } from './preferences'
import { SignOutEverywhere } from './sign-out-everywhere'

export default async function YourSettingsPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const [brand, theme, t] = await Promise.all([getBrand(ctx), getTheme(), getTranslations('settings')])
  return (
    <>
      <Part title={t('you.title')} text={t('you.text')}>
        <Preferences theme={theme} />
      </Part>
      <Part title={t('devices.title')} text={t('devices.text')}>
        <Devices zone={brand.timeZone} />
      </Part>
    </>
  )
}

async function Devices({ zone }: { zone: string }) {
  const { session, ...ctx } = await requireStaffPage()
  const [devices, t] = await Promise.all([listDevices(ctx), getTranslations('settings.devices')])
  return (
    <div className="grid gap-4">
      <ul className="grid">
        {devices.map((device) => {
          const { browser, system } = deviceName(device.userAgent)
          return (
            <li
              key={device.sessionId}
              className="flex items-center gap-3 border-b border-separator py-2 last:border-0"
            >
              <MonitorSmartphone className="size-4.5 shrink-0 stroke-[1.6] text-muted" aria-hidden="true" />
              <div className="min-w-0 grow">
                <p className="text-control font-strong">
                  {t('name', { browser: browser ?? t('someBrowser'), system: system ?? t('someSystem') })}
                </p>
                <p className="text-caption text-muted">
                  {t('seen')} <Time at={device.lastSeenAt} zone={zone} />
                </p>
              </div>
              {device.sessionId === session.sessionId && <Chip tone="accent">{t('this')}</Chip>}
            </li>
          )
        })}
      </ul>
      <div>
        <SignOutEverywhere count={devices.length} action={signOutEverywhere} />
      </div>
    </div>
  )
}
