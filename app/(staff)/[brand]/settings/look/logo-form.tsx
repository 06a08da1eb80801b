'use client'

import { ImagePlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { Logo } from '@/components/landing-page/logo'
import { Button } from '@/components/ui/button'
import { FileButton } from '@/components/ui/file-button'
import { toast } from '@/components/ui/toast'
import { type ErrorCode, errorCodes } from '@/core/platform/errors'
import type { PageBrand } from '@/core/sources/landing-pages/document/rules'
import { maxPictureBytes } from '@/core/sources/pictures/rules'

type LogoFormProps = { brand: string; pageBrand: PageBrand; mayWrite: boolean }

const refusal = z.object({ code: z.enum(errorCodes) })

/** The logo as it stands on the ground of public pages, and the way to another. */
export function LogoForm({ brand, pageBrand, mayWrite }: LogoFormProps) {
  const t = useTranslations('look')
  const errors = useTranslations('errors')
  const router = useRouter()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ErrorCode>()
  const hasLogo = Boolean(pageBrand.logoSvg ?? pageBrand.theme.logo)

  const send = async (init: RequestInit) => {
    setProblem(undefined)
    setBusy(true)
    try {
      const answer = await fetch(`/${brand}/settings/look/logo`, init)
      if (answer.ok) {
        toast(t('logoKept'))
        router.refresh()
      } else {
        const body: unknown = await answer.json().catch(() => undefined)
        setProblem(refusal.safeParse(body).data?.code ?? 'unavailable')
      }
    } catch {
      setProblem('unavailable')
    }
    setBusy(false)
  }
  const upload = (file: File) => {
    if (file.size > maxPictureBytes) setProblem('picture-too-large')
    else void send({ method: 'POST', body: file, headers: { 'x-file-name': encodeURIComponent(file.name) } })
  }
  const { primary, onPrimary } = pageBrand.theme
  return (
    <div className="grid gap-3">
      <div
        className="flex min-h-17 w-fit max-w-full items-center gap-2.5 rounded-sheet px-5 py-3 font-strong"
        style={{ background: primary, color: onPrimary }}
      >
        <Logo
          brand={pageBrand}
          className="flex [&_img]:h-7 [&_img]:w-auto [&_svg]:h-7 [&_svg]:w-auto [&_svg]:max-w-24"
        />
        <span>{pageBrand.name}</span>
      </div>
      {mayWrite && (
        <div className="flex flex-wrap gap-2">
          <FileButton
            accept="image/svg+xml,image/png,image/jpeg,image/webp"
            label={t('logoUpload')}
            onChoose={upload}
            isPending={isBusy}
          >
            <ImagePlus className="size-4" aria-hidden="true" />
            {t('logoUpload')}
          </FileButton>
          {hasLogo && (
            <Button look="quiet" isDisabled={isBusy} onPress={() => send({ method: 'DELETE' })}>
              {t('logoRemove')}
            </Button>
          )}
        </div>
      )}
      <p role="status" className={problem ? 'text-caption text-danger' : 'text-caption text-muted'}>
        {problem ? errors(problem) : t('logoHelp')}
      </p>
    </div>
  )
}
