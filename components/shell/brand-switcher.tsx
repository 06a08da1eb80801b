'use client'

import { Dropdown, Header, Label } from '@heroui/react'
import { ChevronsUpDown, LogOut } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { BrandTile, TickOne } from '../ui/marks'

export type SwitcherProps = {
  brand: { slug: string; name: string }
  brands: { slug: string; name: string }[]
  staff: { name: string; email: string }
  signOut: () => Promise<void>
}

/** Which brand this is, the others, who is signed in, and the way out. */
export function BrandSwitcher({ brand, brands, staff, signOut }: SwitcherProps) {
  const t = useTranslations('nav')
  const router = useRouter()
  const [, startTransition] = useTransition()
  const choose = (key: string | number) => {
    if (key === 'sign-out') startTransition(() => signOut())
    else if (key !== brand.slug) router.push(`/${key}`)
  }
  return (
    <Dropdown>
      <Dropdown.Trigger className="flex w-full cursor-pointer items-center gap-2.5 rounded-sheet px-2 py-1 text-start hover:bg-wash narrow:justify-center narrow:px-0">
        <BrandTile className="size-7" />
        <span className="min-w-0 grow narrow:sr-only">
          <span className="block truncate text-control font-heavy">{brand.name}</span>
          <span className="block text-caption text-muted">Vinkje</span>
          <span className="sr-only">{t('switchBrand')}</span>
        </span>
        <ChevronsUpDown className="size-4 shrink-0 text-muted narrow:hidden" aria-hidden="true" />
      </Dropdown.Trigger>
      <Dropdown.Popover placement="bottom start" className="min-w-60">
        <Dropdown.Menu aria-label={t('switchBrand')} onAction={choose}>
          <Dropdown.Section>
            <Header>{t('brands')}</Header>
            {brands.map((each) => (
              <Dropdown.Item key={each.slug} id={each.slug} textValue={each.name}>
                <Label>{each.name}</Label>
                {each.slug === brand.slug && <TickOne className="ms-auto text-accent" />}
              </Dropdown.Item>
            ))}
          </Dropdown.Section>
          <Dropdown.Section>
            <Header className="border-t border-separator pt-2">
              {t('signedInAs', { name: staff.name })}
            </Header>
            <Dropdown.Item id="sign-out" textValue={t('signOut')}>
              <LogOut className="size-4 text-muted" aria-hidden="true" />
              <Label>{t('signOut')}</Label>
            </Dropdown.Item>
          </Dropdown.Section>
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  )
}
