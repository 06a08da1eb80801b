import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { getLocale, getTranslations } from 'next-intl/server'
import { Time } from '@/components/ui/figures'
import { formatTime } from '@/components/ui/format'
import { TickOne } from '@/components/ui/marks'
import { Facts } from '@/components/ui/page'
import { formatPhone } from '@/core/platform/phone'
import type { AccountNotice, OpenNotice } from '@/core/providers/notice-queries'
import { noticeWords } from '../../notice-words'
import { CloseNotice } from './close-notice'

const icons = {
  critical: <CircleAlert className="size-4.5 text-danger" aria-hidden="true" />,
  warning: <TriangleAlert className="size-4.5 text-warning-soft-foreground" aria-hidden="true" />,
  info: <Info className="size-4.5 text-muted" aria-hidden="true" />,
}

type ToldProps = { open: OpenNotice[]; past: AccountNotice[]; zone: string; brand: string; mayClose: boolean }

/** What WhatsApp told about the account: what it means, what it holds back, and how to go on. */
export async function Told({ open, past, zone, brand, mayClose }: ToldProps) {
  const [t, words] = await Promise.all([getTranslations('notices'), noticeWords(zone)])
  const holdingBackFirst = open.toSorted(
    (a, b) => Number(b.holdsBack !== null) - Number(a.holdsBack !== null),
  )
  return (
    <div className="grid gap-4">
      {open.length === 0 ? (
        <p className="flex items-center gap-2 text-control">
          <TickOne className="text-muted" />
          {t('none')}
        </p>
      ) : (
        <ul className="border-t border-separator">
          {holdingBackFirst.map((notice) => (
            <OneNotice key={notice.id} {...{ notice, zone, brand, mayClose }} />
          ))}
        </ul>
      )}
      {past.length > 0 && (
        <details>
          <summary className="cursor-pointer py-1 text-control text-muted">{t('past.title')}</summary>
          <Facts
            items={past.map((notice) => ({
              label: <Time at={notice.at} zone={zone} />,
              value: words.told(notice).title,
            }))}
          />
        </details>
      )}
    </div>
  )
}

type OneProps = { notice: OpenNotice; zone: string; brand: string; mayClose: boolean }

async function OneNotice({ notice, zone, brand, mayClose }: OneProps) {
  const [t, locale, words] = await Promise.all([getTranslations('notices'), getLocale(), noticeWords(zone)])
  const told = words.told(notice)
  const phone = formatPhone(notice.phoneE164)
  return (
    <li className="flex gap-3 border-b border-separator py-3">
      <span className="flex w-6 shrink-0 justify-center pt-px">{icons[notice.severity]}</span>
      <div className="min-w-0 grow">
        <h3 className="text-control font-strong">{told.title}</h3>
        <p className="text-dense text-muted">
          {t('about', { phone, when: formatTime(locale, notice.at, zone) })}
        </p>
        <div className="mt-2">
          <Facts
            items={[
              ...(await theirWords(notice)),
              { label: t('sections.means'), value: told.means },
              { label: t('sections.held'), value: words.held(notice.holdsBack) },
              { label: t('sections.do'), value: told.do },
            ]}
          />
        </div>
        <div className="mt-2">
          {mayClose ? (
            <CloseNotice brand={brand} noticeId={notice.id} phone={phone} lifts={notice.holdsBack !== null} />
          ) : (
            <p className="text-dense text-muted">{t('onlyOwner')}</p>
          )}
        </div>
      </div>
    </li>
  )
}

const shown = ['types', 'type', 'date', 'name', 'reason', 'description', 'remediation'] as const

/** What WhatsApp itself wrote with it, word for word where we have no better. */
async function theirWords({ details }: OpenNotice) {
  const t = await getTranslations('notices')
  return shown.flatMap((name) => {
    const value = details[name]
    const texts = (Array.isArray(value) ? value : [value]).filter(
      (one): one is string => typeof one === 'string' && one !== '',
    )
    if (texts.length === 0) return []
    const said = texts.map((one) => (t.has(`restrictions.${one}`) ? t(`restrictions.${one}`) : one))
    return [{ label: t(`details.${name}`), value: said.join(', ') }]
  })
}
