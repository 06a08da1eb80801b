import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button-link'
import { Section } from '@/components/ui/page'
import type { BrandContext } from '@/core/brands/scope'
import { listCodesOfBatch, type QrBatchView } from '@/core/sources/qr-codes/batches/queries'
import { CodeTable } from '../../code-table'
import { FunnelStrip } from '../../funnel-strip'

const onePage = 100

type BatchCodesProps = { ctx: BrandContext; brand: string; batch: QrBatchView; from: number }

/** All codes of a batch in the order of its list, a hundred at a time, under their funnel together. */
export async function BatchCodes({ ctx, brand, batch, from: asked }: BatchCodesProps) {
  const from = Math.min(Math.max(0, asked), batch.codes - 1)
  const [p, codes] = await Promise.all([
    getTranslations('printing.batch'),
    listCodesOfBatch(ctx, { batchId: batch.id, from, most: onePage }),
  ])
  const at = (place: number) => `/${brand}/qr-codes/batches/${batch.id}?view=codes&from=${Math.max(0, place)}`
  return (
    <>
      <FunnelStrip figures={batch} />
      <Section
        title={p('codes')}
        note={p('page', { from: from + 1, to: Math.min(from + onePage, batch.codes), total: batch.codes })}
        aside={
          <span className="flex gap-2">
            {from > 0 && (
              <ButtonLink href={at(from - onePage)} size="row">
                {p('previous')}
              </ButtonLink>
            )}
            {from + onePage < batch.codes && (
              <ButtonLink href={at(from + onePage)} size="row">
                {p('next')}
              </ButtonLink>
            )}
          </span>
        }
        last
      >
        <CodeTable brand={brand} label={p('codes')} codes={codes} />
      </Section>
    </>
  )
}
