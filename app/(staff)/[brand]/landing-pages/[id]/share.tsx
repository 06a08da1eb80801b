import { Copy, ExternalLink } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { Button, SubmitButton } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { TextField } from '@/components/ui/fields'
import { useProblems } from '@/components/ui/problem'
import { toast, toastError } from '@/components/ui/toast'
import type { LandingPageView } from '@/core/sources/landing-pages/queries'
import { createQrCodeAction } from '../../qr-codes/actions'

export type CodeLink = { id: string; label: string; code: string; link: string }

type ShareProps = { brand: string; page: LandingPageView; codes: CodeLink[]; mayMake: boolean }

/** What to do with a live page: its link, and codes for each place it will hang. */
export function Share({ brand, page, codes, mayMake }: ShareProps) {
  const t = useTranslations('pages.share')
  if (page.state !== 'published') return <p className="text-control text-muted">{t('notYet')}</p>
  const copy = () =>
    navigator.clipboard.writeText(page.link).then(
      () => toast(t('copied')),
      () => toastError(t('copyFailed')),
    )
  return (
    <div className="grid gap-5">
      <div>
        <h2 className="text-section">{t('link')}</h2>
        <p className="mt-1 font-mono text-dense wrap-anywhere select-all">{page.link}</p>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button onPress={copy}>
            <Copy className="size-4" aria-hidden="true" />
            {t('copy')}
          </Button>
          <a href={page.link} target="_blank" rel="noreferrer" className={buttonClass('plain', 'md')}>
            <ExternalLink className="size-4" aria-hidden="true" />
            {t('open')}
          </a>
        </div>
      </div>
      <div className="border-t border-separator pt-4">
        <h2 className="text-section">{t('codes')}</h2>
        <p className="text-dense text-muted">{t('codesHelp')}</p>
        <ul className="mt-3 grid gap-3">
          {codes.map((code) => (
            <CodeRow key={code.id} brand={brand} code={code} />
          ))}
        </ul>
        {mayMake && <NewCode brand={brand} landingPageId={page.id} />}
      </div>
    </div>
  )
}

function CodeRow({ brand, code }: { brand: string; code: CodeLink }) {
  const t = useTranslations('qr')
  const file = `/${brand}/qr-codes/${code.id}/file`
  return (
    <li className="flex items-center gap-3">
      {/* biome-ignore lint/performance/noImgElement: a drawing of our own; nothing to optimise */}
      <img
        src={`${file}?format=svg`}
        alt={t('alt', { link: code.link })}
        width={76}
        height={76}
        className="size-19 rounded-chip border border-border bg-white"
      />
      <div className="min-w-0">
        <Link href={`/${brand}/qr-codes/${code.id}`} className="text-control font-strong hover:underline">
          {code.label}
        </Link>
        <p className="font-mono text-caption text-muted wrap-anywhere">{code.link}</p>
        <p className="mt-1 flex gap-3 text-control">
          <a className="text-link" href={`${file}?format=svg`} download aria-label={`SVG, ${code.label}`}>
            SVG
          </a>
          <a
            className="text-link"
            href={`${file}?format=png&size=1200`}
            download
            aria-label={`PNG, ${code.label}`}
          >
            PNG
          </a>
        </p>
      </div>
    </li>
  )
}

function NewCode({ brand, landingPageId }: { brand: string; landingPageId: string }) {
  const t = useTranslations('pages.share')
  const [label, setLabel] = useState('')
  const action = useAction(createQrCodeAction, { onSuccess: () => setLabel('') })
  const problems = useProblems(action.result)
  return (
    <form
      className="mt-4 grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        action.execute({ brand, label, landingPageId })
      }}
    >
      <TextField
        label={t('label')}
        placeholder={t('labelExample')}
        value={label}
        onChange={setLabel}
        error={problems.field('label') ?? problems.general}
        maxLength={80}
      />
      <div>
        <SubmitButton look="plain" size="md" isPending={action.isPending}>
          {t('make')}
        </SubmitButton>
      </div>
    </form>
  )
}
