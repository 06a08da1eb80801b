import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { may } from '@/core/staff/rules'
import { Part } from '../../part'
import { NewTopic } from './new-topic'

export default async function NewTopicPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const t = await getTranslations('topics')
  return (
    <Part title={t('new')} text={t('newText')}>
      {may(ctx.scope.role, 'brand.write') ? (
        <NewTopic brand={ctx.scope.slug} />
      ) : (
        <p className="text-body text-muted">{t('onlyOwners')}</p>
      )}
    </Part>
  )
}
