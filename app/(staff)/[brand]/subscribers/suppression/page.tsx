import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { TextField } from '@/components/ui/fields'
import { Time } from '@/components/ui/figures'
import { formatNumber } from '@/components/ui/format'
import { Columns, EmptyState, PageHeader, Section } from '@/components/ui/page'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { getBrand } from '@/core/brands/queries'
import { listTopics } from '@/core/consent/queries'
import { countSuppressions, listSuppressions } from '@/core/consent/suppression-queries'
import { parsePhone } from '@/core/platform/phone'
import { may } from '@/core/staff/rules'
import type { Locale } from '@/db/states'
import { AddNumber } from './add-number'
import { ImportList } from './import-list'
import { RemoveEntry } from './remove-entry'

type PageProps = {
  params: Promise<{ brand: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('suppression'))('title') }
}

const single = (value: string | string[] | undefined) => (typeof value === 'string' ? value : '')

export default async function SuppressionPage({ params, searchParams }: PageProps) {
  const ctx = await requireBrand((await params).brand)
  const query = await searchParams
  const asked = single(query.q).slice(0, 40)
  const [t, locale, brand, topics, total] = await Promise.all([
    getTranslations('suppression'),
    getLocale(),
    getBrand(ctx),
    listTopics(ctx),
    countSuppressions(ctx),
  ])
  const base = `/${ctx.scope.slug}/subscribers/suppression`
  const phone = asked === '' ? undefined : parsePhone(asked, brand.defaultCountry)
  const isUnreadable = typeof phone === 'string'
  const page = isUnreadable
    ? { rows: [], next: null }
    : await listSuppressions(ctx, {
        ...(phone ? { phoneE164: phone.e164 } : {}),
        ...(single(query.after) ? { after: single(query.after) } : {}),
      })
  const choices = topics.map(({ id, name }) => ({ id, name: name[locale as Locale] }))
  const reachOf = (scope: string, topicId: string | null) =>
    scope === 'topic'
      ? (choices.find((topic) => topic.id === topicId)?.name ?? t('scopes.topic'))
      : t(`scopes.${scope}`)
  const mayWrite = may(ctx.scope.role, 'suppressions.write')
  const list = (
    <>
      <Section>
        <form action={base} className="flex items-end gap-2">
          <TextField
            name="q"
            type="tel"
            label={t('search')}
            defaultValue={asked}
            {...(isUnreadable ? { error: t('unreadable') } : { help: t('searchHelp') })}
            className="max-w-80 grow"
          />
          <Button type="submit" className="mb-5.5">
            {t('searchButton')}
          </Button>
        </form>
      </Section>
      {page.rows.length === 0 ? (
        !isUnreadable && (
          <EmptyState action={asked ? <ButtonLink href={base}>{t('all')}</ButtonLink> : undefined}>
            {asked ? t('notListed') : t('empty')}
          </EmptyState>
        )
      ) : (
        <Section last>
          <Table label={t('title')}>
            <TableHead>
              <Th>{t('mark')}</Th>
              <Th>{t('scope')}</Th>
              <Th>{t('reason')}</Th>
              <Th>{t('since')}</Th>
              <Th>{t('addedBy')}</Th>
              <Th end>
                <span className="sr-only">{t('remove')}</span>
              </Th>
            </TableHead>
            <TableBody>
              {page.rows.map((row) => (
                <Row key={row.id}>
                  <Td place="main" className="font-mono text-caption">
                    {row.mark}…
                  </Td>
                  <Td place="sub">{reachOf(row.scope, row.topicId)}</Td>
                  <Td place="sub-end">
                    {t(`reasons.${row.reason}`)}
                    {row.note && (
                      <span className="block text-caption text-muted wrap-anywhere">{row.note}</span>
                    )}
                  </Td>
                  <Td place="end">
                    <Time at={row.at} zone={brand.timeZone} kind="day" />
                  </Td>
                  <Td className="text-muted">
                    {row.addedBy.staffName ??
                      (t.has(`actors.${row.addedBy.actorType}`) ? t(`actors.${row.addedBy.actorType}`) : '')}
                  </Td>
                  <Td place="action" end>
                    {may(ctx.scope.role, 'suppressions.remove') && (
                      <RemoveEntry brand={ctx.scope.slug} suppressionId={row.id} mark={row.mark} />
                    )}
                  </Td>
                </Row>
              ))}
            </TableBody>
          </Table>
          {page.next && (
            <ButtonLink href={`${base}?${new URLSearchParams({ after: page.next })}`} className="mt-4">
              {t('older')}
            </ButtonLink>
          )}
        </Section>
      )}
    </>
  )
  return (
    <>
      <PageHeader
        parent={{ href: `/${ctx.scope.slug}/subscribers`, label: t('parent') }}
        title={t('title')}
        note={t('count', { count: total, shown: formatNumber(locale, total) })}
      />
      {mayWrite ? (
        <Columns
          side={
            <>
              <AddNumber brand={ctx.scope.slug} topics={choices} />
              <ImportList brand={ctx.scope.slug} topics={choices} />
            </>
          }
        >
          {list}
        </Columns>
      ) : (
        list
      )}
    </>
  )
}
