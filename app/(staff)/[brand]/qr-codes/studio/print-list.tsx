'use client'

import { Download } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { Bar } from '@/components/ui/bar'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/components/ui/format'
import { useRefreshWhile } from '@/components/ui/use-refresh-while'
import type { PrintView } from '@/core/sources/qr-codes/print/queries'
import { cancelPrintAction } from '../actions'

const isUnderWay = ({ state }: PrintView) =>
  state === 'waiting' || state === 'drawing' || state === 'checking'

type PrintListProps = { brand: string; batchId: string; prints: PrintView[]; mayWrite: boolean }

/** Files that were asked for: how far each is, why one came to nothing, and those that can be fetched. */
export function PrintList({ brand, batchId, prints, mayWrite }: PrintListProps) {
  const t = useTranslations('printing.studio')
  useRefreshWhile(prints.some(isUnderWay))
  return (
    <section className="border-t border-separator pt-3">
      <h2 className="text-section">{t('prints')}</h2>
      {prints.length === 0 ? (
        <p className="mt-1 text-dense text-muted">{t('printsEmpty')}</p>
      ) : (
        <ul>
          {prints.map((print) => (
            <li key={print.id} className="grid gap-1.5 border-b border-separator py-2.5 last:border-0">
              <PrintRow brand={brand} batchId={batchId} print={print} mayWrite={mayWrite} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

type PrintRowProps = Omit<PrintListProps, 'prints'> & { print: PrintView }

function PrintRow({ brand, batchId, print, mayWrite }: PrintRowProps) {
  const t = useTranslations('printing.studio')
  const locale = useLocale()
  const cancel = useAction(cancelPrintAction)
  const { state, done, total, problem } = print
  const counts = { done: formatNumber(locale, done), total: formatNumber(locale, total) }
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-3">
        <span className="text-control font-strong">{t(`form.${print.form}`)}</span>
        <span className="text-dense text-muted" role={isUnderWay(print) ? 'status' : undefined}>
          {t(`state.${state}`, counts)}
        </span>
        <span className="ms-auto">
          {state === 'done' && (
            <a
              href={`/${brand}/qr-codes/batches/${batchId}/prints/${print.id}`}
              download
              className="inline-flex items-center gap-1.5 text-control font-strong text-link hover:underline"
            >
              <Download className="size-4" aria-hidden="true" />
              {t('download')}
            </a>
          )}
          {mayWrite && isUnderWay(print) && (
            <Button
              size="row"
              onPress={() => cancel.execute({ brand, printId: print.id })}
              isPending={cancel.isPending}
            >
              {t('cancel')}
            </Button>
          )}
        </span>
      </div>
      {isUnderWay(print) && (
        <Bar
          total={total}
          parts={[{ key: 'done', value: done, className: state === 'checking' ? 'bg-success' : 'bg-accent' }]}
        />
      )}
      {problem && (
        <p className="text-dense text-warning-soft-foreground">
          {t(`problem.${problem}`, { count: print.unread.length, first: print.unread[0] ?? '' })}
        </p>
      )}
      {state === 'done' && (
        <p className="text-caption text-muted">
          {t(print.form === 'zip' ? 'zip' : 'pdf', {
            pages: print.pages,
            size: sizeText(locale, print.byteSize ?? 0),
          })}
        </p>
      )}
    </>
  )
}

const sizeText = (locale: string, bytes: number): string =>
  bytes < 1_000_000
    ? `${formatNumber(locale, Math.ceil(bytes / 1000))} kB`
    : `${formatNumber(locale, bytes / 1_000_000, { maximumFractionDigits: 1 })} MB`
