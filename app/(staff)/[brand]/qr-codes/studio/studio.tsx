'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { TickTwo } from '@/components/ui/marks'
import { toast, toastError } from '@/components/ui/toast'
import type { QrDesign } from '@/core/sources/qr-codes/design/queries'
import { checkLook } from '@/core/sources/qr-codes/design/rules'
import { type Look, lookSchema } from '@/core/sources/qr-codes/design/schema'
import type { PrintView } from '@/core/sources/qr-codes/print/queries'
import { drawBatchAction, drawQrCodeAction } from '../actions'
import { CodePreview, PrintLimits } from './code-preview'
import { Designs } from './designs'
import { LookForm } from './look-form'
import { ReadBackList } from './read-back-list'
import { SheetPanel } from './sheet-panel'
import { useReadBack } from './use-read-back'

type StudioProps = {
  brand: string
  /** What is drawn: one code, or all of a batch with its sheets. */
  subject: { kind: 'code'; id: string } | { kind: 'batch'; id: string; codes: number; prints: PrintView[] }
  /** What a code says that stands for all; links of a brand are of one length. */
  link: string
  initial: Look
  designs: QrDesign[]
  logoUrl?: string | undefined
  mayWrite: boolean
  /** Below the preview: codes of the batch. */
  children?: ReactNode
}

/** Where codes get their look: choices at the left, the code and whether it can be read in the middle, paper at the right. */
export function Studio({ brand, subject, link, initial, designs, logoUrl, mayWrite, children }: StudioProps) {
  const t = useTranslations('printing.studio')
  const words = useTranslations('qr')
  const errors = useTranslations('errors')
  const [chosen, setChosen] = useState(initial)
  const [kept, setKept] = useState(initial)
  // What is being typed may be no colour yet; then the last look that was one is drawn.
  const [drawn, setDrawn] = useState(initial)
  const change = (part: Partial<Look>) => {
    const next = { ...chosen, ...part }
    setChosen(next)
    const read = lookSchema.safeParse(next)
    if (read.success) setDrawn(read.data)
  }
  const check = checkLook(drawn, link)
  const { tried, isReading } = useReadBack(brand, link, drawn)
  const isChanged = JSON.stringify(drawn) !== JSON.stringify(kept)
  const isSafe = check.broken.length === 0

  async function keep(): Promise<boolean> {
    const look = drawn
    const { data, serverError, validationErrors } =
      subject.kind === 'batch'
        ? await drawBatchAction({ brand, batchId: subject.id, look })
        : await drawQrCodeAction({ brand, qrCodeId: subject.id, look })
    if (serverError || validationErrors) {
      toastError(errors(serverError?.code ?? 'invalid-input'))
      return false
    }
    void data
    setKept(look)
    return true
  }

  return (
    <div className="grid grow grid-cols-[272px_minmax(0,1fr)_424px] max-[1240px]:grid-cols-[272px_minmax(0,1fr)] max-[820px]:grid-cols-1">
      <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-5 border-e border-border px-5 py-4 phone:px-4 max-[820px]:border-e-0 max-[820px]:border-b">
        <Designs brand={brand} designs={designs} look={drawn} isDisabled={!mayWrite} onChoose={change} />
        <LookForm
          look={chosen}
          check={check}
          hasLogo={logoUrl !== undefined}
          isDisabled={!mayWrite}
          onChange={change}
        />
        {mayWrite && (
          <Button
            isDisabled={!isChanged || !isSafe}
            onPress={async () => {
              if (await keep()) toast(t(subject.kind === 'batch' ? 'kept' : 'keptCode'))
            }}
          >
            {t('keep')}
          </Button>
        )}
        <SignRules />
      </div>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4 bg-background px-6 py-4 max-[820px]:order-first max-[820px]:border-b max-[820px]:border-border phone:px-4">
        <CodePreview look={drawn} link={link} logoUrl={logoUrl} alt={words('alt', { link })} />
        <ReadBackList look={drawn} check={check} isReading={isReading} {...(tried ? { tried } : {})} />
        <PrintLimits look={drawn} check={check} />
        {children}
      </div>
      {subject.kind === 'batch' && (
        <div className="min-w-0 border-s border-border px-5 py-4 phone:px-4 max-[1240px]:col-span-full max-[1240px]:border-s-0 max-[1240px]:border-t">
          <SheetPanel
            brand={brand}
            batchId={subject.id}
            codes={subject.codes}
            prints={subject.prints}
            look={drawn}
            check={check}
            mayWrite={mayWrite}
            // What is printed is what stands here.
            beforeMaking={() => (isChanged ? keep() : Promise.resolve(true))}
          />
        </div>
      )}
    </div>
  )
}

/** What every sheet says beside a code, and why. */
function SignRules() {
  const t = useTranslations('printing.studio')
  return (
    <section className="border-t border-separator pt-4">
      <h2 className="text-section">{t('sign')}</h2>
      <ul className="mt-2 grid gap-1.5">
        {(['who', 'what', 'stop', 'link'] as const).map((rule) => (
          <li key={rule} className="flex items-center gap-2.5 text-control">
            <TickTwo className="text-accent" />
            {t(`signRules.${rule}`)}
          </li>
        ))}
      </ul>
      <p className="mt-2 text-caption text-muted">{t('signWhy')}</p>
    </section>
  )
}
