'use client'

import { FileUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type DragEvent, useState } from 'react'
import { Bar } from '@/components/ui/bar'
import { cx } from '@/components/ui/cx'
import { FileButton } from '@/components/ui/file-button'
import { formatNumber } from '@/components/ui/format'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { useUpload } from './use-upload'

const megabytes = (bytes: number) => bytes / (1024 * 1024)

/** Choose or drop a file; then its way up, part by part. */
export function Upload({ brand }: { brand: string }) {
  const t = useTranslations('imports.upload')
  const locale = useLocale()
  const router = useRouter()
  const [isOver, setOver] = useState(false)
  const { upload, start } = useUpload(brand, (importId) =>
    router.push(`/${brand}/subscribers/imports/${importId}`),
  )
  const problems = useProblems(upload.state === 'failed' ? { serverError: upload.problem } : {})
  const size = (bytes: number) => formatNumber(locale, megabytes(bytes), { maximumFractionDigits: 1 })

  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) void start(file)
  }

  if (upload.state === 'sending') {
    const { sent, size: whole, retrying } = upload
    return (
      <div className="grid max-w-160 gap-2" role="status">
        <p className="text-control">
          {t(retrying ? 'retrying' : 'sending', { sent: size(sent), size: size(whole) })}
        </p>
        <Bar parts={[{ key: 'sent', value: sent, className: 'bg-accent' }]} total={whole} className="h-2" />
        <p className="text-caption text-muted">{t('stayHere')}</p>
      </div>
    )
  }
  return (
    <div className="grid max-w-160 gap-4">
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <section
        aria-label={t('drop')}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cx(
          'grid justify-items-start gap-3 rounded-sheet border border-dashed border-field-border px-5 py-6',
          isOver && 'border-accent bg-accent-soft',
        )}
      >
        <FileUp className="size-6 text-muted" aria-hidden="true" />
        <p className="text-body">{t('drop')}</p>
        <FileButton
          look="primary"
          size="commit"
          accept=".csv,.txt,.tsv,.xlsx,text/csv"
          label={t('choose')}
          onChoose={start}
        >
          {t('choose')}
        </FileButton>
        <p className="text-caption text-muted">{t('forms')}</p>
      </section>
    </div>
  )
}
