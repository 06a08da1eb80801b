'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/fields'
import { formatNumber } from '@/components/ui/format'
import { Notice } from '@/components/ui/notice'
import { toast, toastError } from '@/components/ui/toast'
import type { LookCheck } from '@/core/sources/qr-codes/design/rules'
import type { Look } from '@/core/sources/qr-codes/design/schema'
import type { PrintView } from '@/core/sources/qr-codes/print/queries'
import {
  codeWidthOn,
  type PrintLayoutName,
  pagesOf,
  printLayoutNames,
  printLayouts,
} from '@/core/sources/qr-codes/print/rules'
import type { PrintForm } from '@/core/sources/qr-codes/print/schema'
import { requestPrintAction } from '../actions'
import { PrintList } from './print-list'

type SheetPanelProps = {
  brand: string
  batchId: string
  codes: number
  prints: PrintView[]
  look: Look
  check: LookCheck
  mayWrite: boolean
  /** Keeps what is not kept yet. False when that failed. */
  beforeMaking: () => Promise<boolean>
}

/** Paper: which sheet, what it looks like, and the files that were made. */
export function SheetPanel(props: SheetPanelProps) {
  const { brand, batchId, codes, prints, look, check, mayWrite, beforeMaking } = props
  const t = useTranslations('printing.studio')
  const errors = useTranslations('errors')
  const locale = useLocale()
  const [form, setForm] = useState<PrintLayoutName>('a6')
  const [isMaking, setMaking] = useState(false)
  const action = useAction(requestPrintAction)
  const layout = printLayouts[form]
  const codeMm = codeWidthOn(layout, { ...check, widthMm: look.widthMm })
  const isSafe = check.broken.length === 0

  async function make(asked: PrintForm) {
    setMaking(true)
    try {
      if (!(await beforeMaking())) return
      const { data, serverError } = await action.executeAsync({ brand, batchId, form: asked })
      if (data) toast(t('asked'))
      else toastError(errors(serverError?.code ?? 'unavailable'))
    } finally {
      setMaking(false)
    }
  }

  return (
    <div className="grid gap-3">
      <Select
        label={t('sheets')}
        help={t(`formAbout.${form}`)}
        options={printLayoutNames.map((value) => ({ value, label: t(`form.${value}`) }))}
        value={form}
        onChange={setForm}
      />
      {codeMm === undefined ? (
        isSafe && <Notice tone="warning">{t('doesNotFit')}</Notice>
      ) : (
        <p className="flex flex-wrap justify-between gap-x-3 text-dense text-muted">
          <span>{t('sheetCount', { count: pagesOf(layout, codes) })}</span>
          <span>{t('codeWidth', { mm: formatNumber(locale, codeMm) })}</span>
        </p>
      )}
      <SheetPicture {...{ brand, batchId, form, look }} />
      {mayWrite && (
        <div className="flex flex-wrap gap-2">
          <Button
            look="primary"
            size="commit"
            isDisabled={!isSafe || codeMm === undefined}
            isPending={isMaking}
            onPress={() => make(form)}
          >
            {t('make')}
          </Button>
          <Button size="commit" isDisabled={!isSafe || isMaking} onPress={() => make('zip')}>
            {t('makeZip')}
          </Button>
        </div>
      )}
      <PrintList brand={brand} batchId={batchId} prints={prints} mayWrite={mayWrite} />
    </div>
  )
}

type SheetPictureProps = { brand: string; batchId: string; form: PrintLayoutName; look: Look }

/** The first sheet, drawn by the server as the file will be. */
function SheetPicture({ brand, batchId, form, look }: SheetPictureProps) {
  const t = useTranslations('printing.studio')
  const query = new URLSearchParams({ form, look: JSON.stringify(look) })
  const src = `/${brand}/qr-codes/batches/${batchId}/sheet?${query}`
  const [failed, setFailed] = useState<string>()
  const { page } = printLayouts[form]
  if (failed === src) return <Notice tone="warning">{t('previewFailed')}</Notice>
  return (
    // biome-ignore lint/performance/noImgElement: drawn for this moment; nothing to optimise
    <img
      src={src}
      alt={t('sheetAlt', { form: t(`form.${form}`) })}
      width={page.width * 4}
      height={page.height * 4}
      className="h-auto max-h-[560px] w-full border border-border bg-white object-contain"
      onError={() => setFailed(src)}
    />
  )
}
