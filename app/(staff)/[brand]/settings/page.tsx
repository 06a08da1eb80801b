import { MonitorSmartphone } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { signOutEverywhere } from '@/app/account-actions'
import { requireBrand, requireStaffPage } from '@/app/session'
import { getTheme } from '@/app/theme'
import { Chip, QualityBadge } from '@/components/ui/chip'
import { Num, Time } from '@/components/ui/figures'
import { Facts, PageHeader } from '@/components/ui/page'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { type Brand, getBrand } from '@/core/brands/queries'
import type { BrandContext } from '@/core/brands/scope'
import { formatPhone } from '@/core/platform/phone'
import { readTier } from '@/core/policy/messaging-limit'
import { getAccount } from '@/core/providers/accounts'
import { listStaff } from '@/core/staff/queries'
import { may } from '@/core/staff/rules'
import { listDevices } from '@/core/staff/sessions'
import { BrandForm } from './brand-form'
import { deviceName } from './device-name'
import { Preferences } from './preferences'
import { SignOutEverywhere } from './sign-out-everywhere'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') }
}

/** A part of the settings: what it is left, the thing itself right. */
function Part({ title, text, children }: { title: string; text: ReactNode; children: ReactNode }) {
  return (
    <section className="grid grid-cols-[232px_minmax(0,1fr)] gap-x-10 gap-y-4 border-b border-border px-6 py-5 last:border-0 max-[1100px]:grid-cols-1 phone:px-4">
      <div>
        <h2 className="text-section">{title}</h2>
        <p className="mt-1 max-w-[44ch] text-dense text-muted">{text}</p>
      </div>
      <div className="min-w-0 max-w-180">{children}</div>
    </section>
  )
}

export default async function SettingsPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const [brand, theme, t] = await Promise.all([getBrand(ctx), getTheme(), getTranslations('settings')])
  return (
    <>
      <PageHeader title={t('title')} />
      <Part title={t('you.title')} text={t('you.text')}>
        <Preferences theme={theme} />
      </Part>
      <Part title={t('devices.title')} text={t('devices.text')}>
        <Devices zone={brand.timeZone} />
      </Part>
      <Part title={t('brand.title')} text={t('brand.text')}>
        <BrandPart ctx={ctx} brand={brand} />
      </Part>
      <Part title={t('number.title')} text={t('number.text')}>
        <NumberPart ctx={ctx} zone={brand.timeZone} />
      </Part>
      <Part title={t('staff.title')} text={t('staff.text')}>
        <StaffPart ctx={ctx} />
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

async function BrandPart({ ctx, brand }: { ctx: BrandContext; brand: Brand }) {
  const { name, legalName, postalAddress, privacyUrl, timeZone, doubleOptIn } = brand
  if (may(ctx.scope.role, 'brand.write')) {
    const facts = { name, legalName, postalAddress, privacyUrl, timeZone, doubleOptIn }
    const zones = new Set([timeZone, ...Intl.supportedValuesOf('timeZone')])
    return <BrandForm brand={ctx.scope.slug} facts={facts} timeZones={[...zones].sort()} />
  }
  const t = await getTranslations('settings.brand')
  return (
    <Facts
      items={[
        { label: t('name'), value: name },
        { label: t('legalName'), value: legalName },
        { label: t('postalAddress'), value: postalAddress },
        { label: t('privacyUrl'), value: <span className="text-dense">{privacyUrl}</span> },
        { label: t('timeZone'), value: timeZone.replaceAll('_', ' ') },
        { label: t('doubleOptIn'), value: doubleOptIn ? t('on') : t('off') },
      ]}
    />
  )
}

async function NumberPart({ ctx, zone }: { ctx: BrandContext; zone: string }) {
  const [account, t] = await Promise.all([getAccount(ctx), getTranslations('settings.number')])
  if (!account) return <p className="text-body text-muted">{t('none')}</p>
  const limit = readTier(account.messagingLimitTier)
  return (
    <Facts
      items={[
        {
          label: t('name'),
          value: (
            <span className="flex flex-wrap items-center gap-2">
              {account.verifiedName}
              {account.isSimulator && <Chip>{t('simulated')}</Chip>}
            </span>
          ),
        },
        { label: t('phone'), value: formatPhone(account.displayPhoneE164) },
        { label: t('quality'), value: <QualityBadge score={account.qualityRating} /> },
        {
          label: t('limit'),
          value:
            limit === null ? t('unlimited') : t.rich('limitValue', { number: () => <Num value={limit} /> }),
        },
        { label: t('accountId'), value: <span className="font-mono text-caption">{account.wabaId}</span> },
        {
          label: t('synced'),
          value: account.syncedAt ? <Time at={account.syncedAt} zone={zone} /> : t('never'),
        },
      ]}
    />
  )
}

async function StaffPart({ ctx }: { ctx: BrandContext }) {
  const [people, t, roles] = await Promise.all([
    listStaff(ctx),
    getTranslations('settings.staff'),
    getTranslations('common.role'),
  ])
  return (
    <Table label={t('title')}>
      <TableHead>
        <Th>{t('name')}</Th>
        <Th>{t('email')}</Th>
        <Th>{t('role')}</Th>
        <Th>{t('may')}</Th>
      </TableHead>
      <TableBody>
        {people.map((person) => (
          <Row key={person.id}>
            <Td place="main">{person.name}</Td>
            <Td place="sub">{person.email}</Td>
            <Td place="end">{roles(person.role)}</Td>
            <Td className="text-muted">{t(`mayDo.${person.role}`)}</Td>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
