import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { Num, Time } from '@/components/ui/figures'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { getBrand } from '@/core/brands/queries'
import { previewRetention } from '@/core/retention/commands'
import { type Forgotten, getRetentionTerms, listForgotten } from '@/core/retention/queries'
import { may } from '@/core/staff/rules'
import { Part } from '../part'
import { RetentionForm } from './retention-form'

export default async function RetentionPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const [t, brand, terms, forgotten] = await Promise.all([
    getTranslations('retention'),
    getBrand(ctx),
    getRetentionTerms(ctx),
    listForgotten(ctx),
  ])
  return (
    <>
      <Part title={t('title')} text={t('text')}>
        <RetentionForm
          brand={brand.slug}
          terms={terms}
          counts={await previewRetention(ctx, terms)}
          mayWrite={may(ctx.scope.role, 'brand.write')}
        />
      </Part>
      <Part title={t('historyTitle')} text={t('historyText')}>
        <History forgotten={forgotten} zone={brand.timeZone} />
      </Part>
    </>
  )
}

async function History({ forgotten, zone }: { forgotten: Forgotten[]; zone: string }) {
  const t = await getTranslations('retention')
  if (forgotten.length === 0) return <p className="text-body text-muted">{t('historyNone')}</p>
  return (
    <Table label={t('historyTitle')}>
      <TableHead>
        <Th>{t('what')}</Th>
        <Th>{t('when')}</Th>
        <Th end>{t('howMany')}</Th>
      </TableHead>
      <TableBody>
        {forgotten.map(({ id, rule, at, count }) => (
          <Row key={id}>
            <Td place="main">{t(`rules.${rule}.name`)}</Td>
            <Td place="sub" className="text-muted">
              <Time at={at} zone={zone} />
            </Td>
            <Td place="end" end>
              <Num value={count} />
            </Td>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
