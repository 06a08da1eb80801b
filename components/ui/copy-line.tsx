'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from './button'
import { toastError } from './toast'

/** A text that is meant to be pasted elsewhere, with the button that copies it. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  const t = useTranslations('common')
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      // Without https, or when the person refused: the text stands there to be selected by hand.
      toastError(t('copyByHand'))
    }
  }
  return (
    <div className="flex items-start gap-2">
      <code className="min-w-0 grow font-mono text-caption leading-7 wrap-anywhere select-all">{text}</code>
      <Button size="row" className="shrink-0" aria-label={`${t('copy')}: ${label}`} onPress={copy}>
        {copied ? (
          <Check className="size-3.5" aria-hidden="true" />
        ) : (
          <Copy className="size-3.5" aria-hidden="true" />
        )}
        <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
      </Button>
    </div>
  )
}
