'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Select, TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { buttonKinds, type TemplateByHandInput } from '@/core/templates/by-hand/schema'

type Buttons = TemplateByHandInput['buttons']
type ButtonFieldsProps = {
  buttons: Buttons
  setButtons: (buttons: Buttons) => void
  problem: string | undefined
}

/** The buttons in their order: what each does and what stands on it. */
export function ButtonFields({ buttons, setButtons, problem }: ButtonFieldsProps) {
  const t = useTranslations('templateForm')
  const change = (at: number, part: Partial<Buttons[number]>) =>
    setButtons(buttons.map((button, index) => (index === at ? { ...button, ...part } : button)))
  return (
    <div className="grid max-w-160 gap-4">
      {problem && <Notice tone="danger">{problem}</Notice>}
      {buttons.map((button, at) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: a button has no identity but its place
          key={at}
          aria-label={t('button', { nth: at + 1 })}
          className="grid grid-cols-[120px_minmax(0,1fr)_minmax(0,1fr)_auto] items-end gap-3 phone:grid-cols-1"
        >
          <Select
            label={t('kind')}
            value={button.kind}
            onChange={(kind) => change(at, { kind })}
            options={buttonKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          />
          <TextField label={t('label')} value={button.text} onChange={(text) => change(at, { text })} />
          {button.kind === 'QUICK_REPLY' ? (
            <span />
          ) : (
            <TextField
              label={t(button.kind === 'URL' ? 'url' : 'phone')}
              type={button.kind === 'URL' ? 'url' : 'tel'}
              value={button.target}
              onChange={(target) => change(at, { target })}
            />
          )}
          <Button
            look="quiet"
            isIconOnly
            aria-label={t('removeButton', { nth: at + 1 })}
            onPress={() => setButtons(buttons.filter((_, index) => index !== at))}
          >
            <Trash2 className="size-4" aria-hidden="true" />
          </Button>
        </fieldset>
      ))}
      {buttons.length < 10 && (
        <div>
          <Button onPress={() => setButtons([...buttons, { kind: 'QUICK_REPLY', text: '', target: '' }])}>
            {t('addButton')}
          </Button>
        </div>
      )}
    </div>
  )
}
