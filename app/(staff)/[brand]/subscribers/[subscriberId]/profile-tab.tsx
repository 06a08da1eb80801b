import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { buttonClass } from '@/components/ui/button-class'
import { formatTime } from '@/components/ui/format'
import type { BrandContext } from '@/core/brands/scope'
import { listCallingCodes } from '@/core/platform/phone'
import { may } from '@/core/staff/rules'
import { listDuplicates } from '@/core/subscribers/duplicates'
import type { Person } from '@/core/subscribers/person'
import { listTraits } from '@/core/subscribers/segments/queries'
import { publicLanguages } from '@/db/states'
import { NumberForm } from './number-form'
import { ProfileForm } from './profile-form'

type ProfileTabProps = { ctx: BrandContext; person: Person; zone: string }

/** What is kept about a person: to change, to carry away, and to bring together with who may be the same. */
export async function ProfileTab({ ctx, person, zone }: ProfileTabProps) {
  const { role, slug } = ctx.scope
  const [t, locale, traits] = await Promise.all([getTranslations('person'), getLocale(), listTraits(ctx)])
  const regions = new Intl.DisplayNames(locale, { type: 'region' })
  const countries = listCallingCodes()
    .map(({ country }) => ({ value: country, label: regions.of(country) ?? country }))
    .sort((a, b) => a.label.localeCompare(b.label, locale))
  const named = new Intl.DisplayNames(locale, { type: 'language' })
  const languages = publicLanguages.map((value) => ({ value, label: named.of(value) ?? value }))
  const mayWrite = may(role, 'subscribers.write')
  return (
    <div className="grid gap-6">
      {mayWrite ? (
        <ProfileForm
          // Opened anew with what was saved, so that the next change starts from there.
          key={person.revision}
          brand={slug}
          person={person}
          definitions={traits.attributes}
          countries={countries}
          languages={languages}
        />
      ) : (
        <p className="text-control text-muted">{t('profile.mayNot')}</p>
      )}
      {mayWrite && (
        <Part title={t('number.heading')}>
          <NumberForm
            brand={slug}
            subscriberId={person.id}
            revision={person.revision}
            masked={person.phone}
          />
        </Part>
      )}
      {mayWrite && <Duplicates ctx={ctx} person={person} zone={zone} />}
      {may(role, 'subscribers.export') && (
        <Part title={t('export.heading')}>
          <p className="mb-3 text-control text-muted">{t('export.help')}</p>
          <a href={`/${slug}/subscribers/${person.id}/export`} download className={buttonClass('plain')}>
            {t('export.button')}
          </a>
        </Part>
      )}
    </div>
  )
}

const Part = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <section className="border-t border-border pt-4">
    <h3 className="mb-2 text-section">{title}</h3>
    {children}
  </section>
)

async function Duplicates({ ctx, person, zone }: ProfileTabProps) {
  const [t, locale, found] = await Promise.all([
    getTranslations('person.duplicates'),
    getLocale(),
    listDuplicates(ctx, person.id),
  ])
  return (
    <Part title={t('heading')}>
      {found.length === 0 ? (
        <p className="text-control text-muted">{t('none')}</p>
      ) : (
        <ul>
          {found.map((other) => (
            <li
              key={other.id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-separator py-2 last:border-0"
            >
              <span className="grid">
                <Link
                  href={`/${ctx.scope.slug}/subscribers/${other.id}`}
                  className="text-control font-strong text-link wrap-anywhere"
                >
                  {other.name ?? other.username ?? other.phone ?? t('nameless')}
                </Link>
                <span className="text-caption text-muted tabular-nums">
                  {[
                    other.phone ?? (other.username && `@${other.username}`),
                    t('joined', { date: formatTime(locale, other.joinedAt, zone, 'day') }),
                    new Intl.ListFormat(locale).format(other.alike.map((like) => t(`alike.${like}`))),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <Link
                href={`/${ctx.scope.slug}/subscribers/${person.id}/merge/${other.id}`}
                className={buttonClass('plain', 'row')}
              >
                {t('compare')}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}
