'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionDialog } from '@/components/ui/action-dialog'
import { Button } from '@/components/ui/button'
import { Select, TextField } from '@/components/ui/fields'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import type { QrDesign } from '@/core/sources/qr-codes/design/queries'
import type { Look } from '@/core/sources/qr-codes/design/schema'
import { saveDesignAction } from '../actions'

type DesignsProps = {
  brand: string
  designs: QrDesign[]
  look: Look
  isDisabled: boolean
  onChoose: (look: Look) => void
}

/** The brand's saved designs: to start from, and to keep this one among. */
export function Designs({ brand, designs, look, isDisabled, onChoose }: DesignsProps) {
  const t = useTranslations('printing.studio')
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const action = useAction(saveDesignAction)
  const problems = useProblems(action.result)
  const same = designs.find((design) => JSON.stringify(design.look) === JSON.stringify(look))
  const save = async () => {
    const { data } = await action.executeAsync({ brand, name, look })
    if (data) toast(t('savedDone', { name }))
    return data !== undefined
  }
  return (
    <div className="grid gap-2">
      {designs.length > 0 && (
        <Select
          label={t('saved')}
          placeholder={t('chooseSaved')}
          options={designs.map((design) => ({ value: design.id, label: design.name }))}
          value={same?.id ?? null}
          isDisabled={isDisabled}
          onChange={(id) => {
            const chosen = designs.find((design) => design.id === id)
            if (chosen) onChoose(chosen.look)
          }}
        />
      )}
      <div>
        <Button size="row" onPress={() => setOpen(true)} isDisabled={isDisabled || same !== undefined}>
          {t('saveAs')}
        </Button>
      </div>
      <ActionDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('saveAs')}
        confirmLabel={t('saveConfirm')}
        isDisabled={name.trim() === ''}
        onConfirm={save}
      >
        <TextField
          label={t('saveName')}
          help={t('saveHelp')}
          value={name}
          onChange={setName}
          maxLength={60}
          error={problems.field('name') ?? problems.general}
        />
      </ActionDialog>
    </div>
  )
}
