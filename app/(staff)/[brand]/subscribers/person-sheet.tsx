import { ArrowLeft, ArrowRight, X } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { ButtonLink } from '@/components/ui/button-link'
import { cx } from '@/components/ui/cx'
import { Tabs } from '@/components/ui/tabs'
import type { BrandContext } from '@/core/brands/scope'
import { AppError } from '@/core/platform/errors'
import { getSubscriber, type Person } from '@/core/subscribers/person'
import { findNeighbours } from '@/core/subscribers/queries'
import { filtersOf, type ListAddress, listHref } from './address'
import { PersonActions, PersonFacts, PersonNotices, PersonTab, personTabs } from './person-parts'
import { SideSheet } from './side-sheet'

type PersonSheetProps = { ctx: BrandContext; address: ListAddress; personId: string; zone: string }

/** One person beside the list, with the neighbours of the same list one key away. */
export async function PersonSheet({ ctx, address, personId, zone }: PersonSheetProps) {
  const person = await findPerson(ctx, personId)
  if (!person) return null
  const { slug } = ctx.scope
  const { list, columns, tab } = address
  const [t, neighbours, tabItems] = await Promise.all([
    getTranslations('subscribers'),
    findNeighbours(ctx, filtersOf(list), person.id),
    personTabs(ctx, person, tab, (tab) => listHref(slug, { list, columns, person: person.id, tab })),
  ])
  const hrefOf = (id: string | null) => id && listHref(slug, { list, columns, person: id, tab })
  const close = listHref(slug, { list, columns })
  const [above, below] = [hrefOf(neighbours.above), hrefOf(neighbours.below)]
  const fullPage = `/${slug}/subscribers/${person.id}${tab === 'proof' ? '' : `?tab=${tab}`}`
  const name = person.name ?? t('nameUnknown')
  return (
    <SideSheet label={name} close={close} above={above} below={below} fullPage={fullPage}>
      <div className="flex items-center gap-2 px-5 pt-3 phone:px-4">
        <ButtonLink
          href={close}
          scroll={false}
          look="quiet"
          iconOnly
          aria-label={t('person.close')}
          className="-ms-2"
        >
          <X className="size-4" aria-hidden="true" />
        </ButtonLink>
        <div className="ms-auto flex gap-2">
          <Neighbour href={above} label={t('person.previous')} Icon={ArrowLeft} />
          <Neighbour href={below} label={t('person.next')} Icon={ArrowRight} />
          <ButtonLink href={fullPage}>
            {t('person.fullPage')}
            <kbd className="grid h-4.5 min-w-4.5 place-items-center rounded-chip border border-current px-1 font-sans text-key font-medium opacity-80 phone:hidden">
              ↵
            </kbd>
          </ButtonLink>
        </div>
      </div>
      <header className="grid gap-1 px-5 pt-2 pb-3 phone:px-4">
        <h2 className="text-title wrap-anywhere">{name}</h2>
        <PersonFacts ctx={ctx} person={person} zone={zone} />
      </header>
      <div className="shrink-0">
        <Tabs label={t('person.tabs')} items={tabItems} />
      </div>
      <div className="grid content-start gap-3 grow px-5 py-4 phone:px-4">
        <PersonNotices ctx={ctx} person={person} zone={zone} />
        <div>
          <PersonTab ctx={ctx} person={person} zone={zone} tab={tab} />
        </div>
      </div>
      <SheetFoot>
        <PersonActions ctx={ctx} person={person} />
      </SheetFoot>
    </SideSheet>
  )
}

const SheetFoot = ({ children }: { children: ReactNode }) => (
  <div className="sticky bottom-0 flex min-h-15 flex-wrap items-center justify-end gap-2 border-t border-border bg-overlay px-5 py-2 empty:hidden phone:px-4">
    {children}
  </div>
)

function Neighbour({ href, label, Icon }: { href: string | null; label: string; Icon: typeof ArrowLeft }) {
  const icon = <Icon className="size-4" aria-hidden="true" />
  // Kept in its place, so that the other arrow does not move under the finger.
  if (!href) return <span className={cx(buttonClass('plain', 'md', true), 'opacity-40')}>{icon}</span>
  return (
    <ButtonLink href={href} scroll={false} iconOnly aria-label={label}>
      {icon}
    </ButtonLink>
  )
}

/** A link to somebody who is not there (any more) opens the list without a sheet. */
async function findPerson(ctx: BrandContext, id: string): Promise<Person | null> {
  try {
    return await getSubscriber(ctx, id)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  }
}
