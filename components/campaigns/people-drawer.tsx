'use client'

import { Drawer } from '@heroui/react'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import type { AudiencePerson, PeoplePage } from '@/core/campaigns/states'
import { WhatsAppAddress } from '../subscribers/whatsapp-address'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'

type PeopleDrawerProps = {
  title: ReactNode
  /** Why they are here, in a sentence. */
  explanation: ReactNode
  total: number
  /** A page of people, or null when it could not be read. */
  load: (after: string | undefined) => Promise<PeoplePage | null>
  personHref: (id: string) => string
  onClose: () => void
}

/** The people behind a figure, page by page, their numbers masked. Mount it to open it. */
export function PeopleDrawer({ title, explanation, total, load, personHref, onClose }: PeopleDrawerProps) {
  const t = useTranslations('campaigns.people')
  const [people, setPeople] = useState<AudiencePerson[]>([])
  const [next, setNext] = useState<string | null | undefined>(undefined)
  const [status, setStatus] = useState<'loading' | 'idle' | 'failed'>('loading')
  const add = (page: PeoplePage | null) => {
    if (!page) return setStatus('failed')
    setPeople((before) => [
      ...before,
      ...page.people.filter((one) => !before.some((known) => known.id === one.id)),
    ])
    setNext(page.next)
    setStatus('idle')
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens; the drawer is mounted anew for every row
  useEffect(() => {
    let isOpen = true
    load(undefined).then((page) => isOpen && add(page))
    return () => {
      isOpen = false
    }
  }, [])
  const more = async () => {
    setStatus('loading')
    add(await load(next ?? undefined))
  }
  return (
    <Drawer.Backdrop isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content placement="right">
        <Drawer.Dialog className="w-[500px]! max-w-full! p-0!">
          <div className="flex items-start gap-3 border-b border-border px-6 py-4">
            <Button look="quiet" isIconOnly aria-label={t('close')} onPress={onClose} autoFocus>
              <X className="size-4" aria-hidden="true" />
            </Button>
            <div className="min-w-0">
              <Drawer.Heading className="text-section!">{title}</Drawer.Heading>
              <p className="text-control text-muted">{explanation}</p>
            </div>
          </div>
          <div className="min-h-0 grow overflow-y-auto px-6 py-2">
            <ul>
              {people.map((person) => (
                <li
                  key={person.id}
                  className="flex min-h-[38px] items-center gap-3 border-b border-separator text-control"
                >
                  <a
                    href={personHref(person.id)}
                    className="min-w-0 grow truncate font-strong hover:underline"
                  >
                    {person.name ?? t('unnamed')}
                  </a>
                  <span className="text-muted">
                    <WhatsAppAddress phone={person.phone} username={person.username} />
                  </span>
                  <span className="w-6 text-end text-muted uppercase">{person.language}</span>
                </li>
              ))}
            </ul>
            {status === 'loading' && people.length === 0 && (
              <div role="status" aria-label={t('loading')} className="grid gap-4 py-3">
                {['a', 'b', 'c', 'd'].map((key) => (
                  <Skeleton key={key} className="h-4" />
                ))}
              </div>
            )}
            {status === 'failed' && <Notice tone="danger">{t('failed')}</Notice>}
            {next && (
              <div className="py-3">
                <Button onPress={more} isPending={status === 'loading'}>
                  {t('more', { rest: Math.max(0, total - people.length) })}
                </Button>
              </div>
            )}
            {status === 'idle' && people.length === 0 && (
              <p className="py-3 text-control text-muted">{t('nobody')}</p>
            )}
          </div>
        </Drawer.Dialog>
      </Drawer.Content>
    </Drawer.Backdrop>
  )
}
