import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { Chip } from '@/components/ui/chip'
import { Time } from '@/components/ui/figures'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { getBrand } from '@/core/brands/queries'
import { getSettings } from '@/core/platform/env'
import { listApiKeys } from '@/core/staff/api-keys'
import { may } from '@/core/staff/rules'
import { Part } from '../part'
import { NewKey } from './new-key'
import { RevokeKey } from './revoke-key'

export default async function ApiKeysPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const [t, brand, keys] = await Promise.all([getTranslations('apiKeys'), getBrand(ctx), listApiKeys(ctx)])
  const mayWrite = may(ctx.scope.role, 'api-keys.write')
  const zone = brand.timeZone
  const example = `curl -X POST ${getSettings().PUBLIC_URL}/api/v1/withdrawals \\
  -H 'Authorization: Bearer vk_…' -H 'Idempotency-Key: 2026-11-25/4711' \\
  -H 'Content-Type: application/json' \\
  -d '{"phone": "+31612345678", "scope": "all"}'`
  return (
    <>
      <Part title={t('title')} text={t('text')}>
        {keys.length === 0 ? (
          <p className="text-body text-muted">{t('none')}</p>
        ) : (
          <Table label={t('title')}>
            <TableHead>
              <Th>{t('name')}</Th>
              <Th>{t('code')}</Th>
              <Th>{t('made')}</Th>
              <Th>{t('used')}</Th>
              <Th end>
                <span className="sr-only">{t('revoke')}</span>
              </Th>
            </TableHead>
            <TableBody>
              {keys.map((key) => (
                <Row key={key.id}>
                  <Td place="main">{key.name}</Td>
                  <Td place="sub" className="font-mono text-caption">
                    vk_{key.code}_…
                  </Td>
                  <Td className="text-muted">
                    <Time at={key.createdAt} zone={zone} kind="day" />
                    {key.createdByName && `, ${key.createdByName}`}
                  </Td>
                  <Td place="end" className="text-muted">
                    {key.lastUsedAt ? <Time at={key.lastUsedAt} zone={zone} /> : t('never')}
                  </Td>
                  <Td place="action" end>
                    {key.revokedAt ? (
                      <Chip tone="danger">{t('revoked')}</Chip>
                    ) : (
                      mayWrite && <RevokeKey brand={ctx.scope.slug} apiKeyId={key.id} name={key.name} />
                    )}
                  </Td>
                </Row>
              ))}
            </TableBody>
          </Table>
        )}
      </Part>
      {mayWrite && (
        <Part title={t('newTitle')} text={t('newText')}>
          <NewKey brand={ctx.scope.slug} />
        </Part>
      )}
      <Part title={t('useTitle')} text={t('useText')}>
        <pre className="rounded-sheet bg-surface-secondary p-3 font-mono text-caption whitespace-pre-wrap wrap-anywhere">
          {example}
        </pre>
        <p className="mt-3 text-dense text-muted">{t('useHow')}</p>
      </Part>
    </>
  )
}
