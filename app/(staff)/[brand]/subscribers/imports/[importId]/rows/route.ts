import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { brandRoute } from '@/app/brand-route'
import { download } from '@/app/stream'
import { exportRowsToMend, getImportView } from '@/core/sources/imports/queries'

const params = z.object({ brand: z.string(), importId: z.uuid() })

/** The rows that somebody has to mend, as CSV with the reason in front. */
export const GET = brandRoute(params, async (ctx, { importId }) => {
  const [t, { fileName }] = await Promise.all([getTranslations('imports'), getImportView(ctx, importId)])
  const rows = exportRowsToMend(ctx, importId, {
    row: t('rows.row'),
    outcome: t('rows.outcome'),
    problem: t('rows.problem'),
    outcomes: (outcome) => t(`outcomes.${outcome}`),
    problems: (problem) => t(`problems.${problem}`),
  })
  return download(
    rows,
    t('rows.fileName', { name: fileName.replace(/\.\w+$/, '') }),
    'text/csv; charset=utf-8',
  )
})
