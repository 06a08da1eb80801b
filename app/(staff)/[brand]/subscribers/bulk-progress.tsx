'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Bar } from '@/components/ui/bar'
import { Button } from '@/components/ui/button'
import type { BulkProgress as Progress } from '@/core/subscribers/bulk/schema'
import { cancelBulk, readBulkProgress } from './bulk-actions'

const started = 'vinkje:bulk-started'

/** Tells the progress at the head of the list that there is something to follow. */
export const announceBulk = () => window.dispatchEvent(new Event(started))

/** What is being done to many people, a line each: how far, how many, a way to stop it. Follows until all is done. */
export function BulkProgress({ brand, initial }: { brand: string; initial: Progress[] }) {
  const t = useTranslations('subscribers.bulk')
  const router = useRouter()
  const [acts, setActs] = useState(initial)
  const isRunning = acts.some((act) => act.state === 'running')
  const wasRunning = useRef(isRunning)

  useEffect(() => {
    const read = async () => {
      const result = await readBulkProgress({ brand })
      if (result?.data) setActs(result.data)
    }
    window.addEventListener(started, read)
    const timer = isRunning ? window.setInterval(read, 1_000) : undefined
    return () => {
      window.removeEventListener(started, read)
      window.clearInterval(timer)
    }
  }, [brand, isRunning])

  // The list shows what was done once it is.
  useEffect(() => {
    if (wasRunning.current && !isRunning) router.refresh()
    wasRunning.current = isRunning
  }, [isRunning, router])

  if (acts.length === 0) return null
  return (
    <ul className="border-b border-border px-6 py-2 phone:px-4" aria-live="polite">
      {acts.map((act) => (
        <li key={act.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1 text-control">
          <span>{t(`${act.act.kind}.${act.state}`, { ...countsOf(act), tag: tagOf(act) })}</span>
          {act.state === 'running' && (
            <>
              <span className="w-40">
                <Bar total={act.total} parts={[{ key: 'seen', value: act.seen, className: 'bg-accent' }]} />
              </span>
              <Button
                size="row"
                look="quiet"
                onPress={async () => {
                  await cancelBulk({ brand, bulkActionId: act.id })
                  announceBulk()
                }}
              >
                {t('stop')}
              </Button>
            </>
          )}
          {act.state !== 'running' && act.segmentId && (
            <Link href={`/${brand}/campaigns/new?segment=${act.segmentId}`} className="text-link">
              {t('plan')}
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}

const countsOf = ({ seen, total, changed }: Progress) => ({ seen, total, changed })
const tagOf = ({ act }: Progress) => (act.kind === 'withdraw' ? '' : act.tag)
