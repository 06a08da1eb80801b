'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { toastError } from '@/components/ui/toast'
import type { BulkAct, BulkTarget } from '@/core/subscribers/bulk/schema'
import type { ListFilters } from '@/core/subscribers/schema'
import { AskAgainDialog } from './ask-again-dialog'
import { countPeople } from './bulk-actions'
import { BulkDialog } from './bulk-dialog'

type BulkBarProps = {
  brand: string
  ticked: string[]
  /** Everybody on this page is ticked, and there are other pages. */
  isWholePage: boolean
  filters: ListFilters
  tags: string[]
  may: { write: boolean; withdraw: boolean; campaigns: boolean }
  onDone: () => void
}

/** What can be done with those who are ticked, or with everybody who matches the filters. */
export function BulkBar({ brand, ticked, isWholePage, filters, tags, may, onDone }: BulkBarProps) {
  const t = useTranslations('subscribers.bulk')
  const tr = useTranslations('renewal')
  const [everybody, setEverybody] = useState<number | null>(null)
  const [isCounting, setCounting] = useState(false)
  const [kind, setKind] = useState<BulkAct['kind'] | null>(null)
  const [isAskingAgain, setAskingAgain] = useState(false)
  const isAll = everybody !== null && isWholePage
  const target: BulkTarget = isAll ? { filters } : { ids: ticked }
  const people = isAll ? everybody : ticked.length

  const takeEverybody = async () => {
    setCounting(true)
    const result = await countPeople({ brand, target: { filters } })
    setCounting(false)
    if (result?.data) setEverybody(result.data.people)
    else toastError(t('notCounted'))
  }
  const act = (one: BulkAct['kind'], look?: 'danger') => (
    <Button key={one} size="row" {...(look ? { look } : {})} onPress={() => setKind(one)}>
      {t(`${one}.button`)}
    </Button>
  )
  return (
    <section
      aria-label={t('label')}
      className="sticky bottom-13 z-10 flex min-h-12 flex-wrap items-center gap-2 border-t border-border bg-accent-soft px-6 py-2 text-control text-accent-soft-foreground"
    >
      <span className="me-2 font-strong" aria-live="polite">
        {t(isAll ? 'everybody' : 'ticked', { count: people })}
      </span>
      {isWholePage && !isAll && (
        <Button size="row" look="quiet" isPending={isCounting} onPress={takeEverybody}>
          {t('takeEverybody')}
        </Button>
      )}
      {may.write && [act('tag'), act('untag'), act('gather')]}
      {may.campaigns && (
        <Button size="row" onPress={() => setAskingAgain(true)}>
          {tr('button')}
        </Button>
      )}
      {may.withdraw && act('withdraw', 'danger')}
      <Button size="row" look="quiet" isIconOnly className="ms-auto" aria-label={t('clear')} onPress={onDone}>
        <X className="size-4" aria-hidden="true" />
      </Button>
      {isAskingAgain && (
        <AskAgainDialog
          brand={brand}
          target={target}
          people={people}
          onClose={() => setAskingAgain(false)}
          onStarted={onDone}
        />
      )}
      {kind && (
        <BulkDialog
          kind={kind}
          brand={brand}
          target={target}
          people={people}
          tags={tags}
          onClose={() => setKind(null)}
          onStarted={onDone}
        />
      )}
    </section>
  )
}
