'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { Audience } from '@/core/campaigns/schema'
import { locales } from '@/db/states'
import { Checkbox, RadioGroup, Select } from '../ui/fields'
import { Notice } from '../ui/notice'

type AudienceFieldsProps = {
  value: Audience
  onChange: (value: Audience) => void
  pages: { id: string; name: string }[]
  segments: { id: string; name: string }[]
  brand: string
}

/** Everybody the brand knows, or narrowed by language and by the page they came in through. */
export function AudienceFields({ value, onChange, pages, segments, brand }: AudienceFieldsProps) {
  const t = useTranslations('campaigns.audience')
  const tl = useTranslations('common.locale')
  const tr = useTranslations('renewal')
  const { languages, landingPageIds, segmentId, asksAgain } = value
  const toggle = (id: string, isOn: boolean) => {
    const next = isOn ? [...(landingPageIds ?? []), id] : (landingPageIds ?? []).filter((one) => one !== id)
    // Without a page nobody would be meant; the last one that is unticked means every source again.
    onChange({ ...value, landingPageIds: next.length > 0 ? next : undefined })
  }
  return (
    <div className="grid gap-6">
      {asksAgain && <Notice>{tr('audience')}</Notice>}
      {segments.length > 0 && (
        <div className="grid gap-1.5">
          <Select
            label={t('segment')}
            help={t('segmentHelp')}
            value={segmentId ?? 'all'}
            onChange={(chosen) => onChange({ ...value, segmentId: chosen === 'all' ? undefined : chosen })}
            options={[
              { value: 'all', label: t('noSegment') },
              ...segments.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          {segmentId && (
            <Link href={`/${brand}/segments/${segmentId}`} className="text-link text-control">
              {t('toSegment')}
            </Link>
          )}
        </div>
      )}
      <RadioGroup
        label={t('language')}
        value={languages?.[0] ?? 'all'}
        onChange={(language) =>
          onChange({ ...value, languages: language === 'all' ? undefined : [language] })
        }
        options={[
          { value: 'all', label: t('allLanguages') },
          ...locales.map((locale) => ({ value: locale, label: tl(locale) })),
        ]}
        isHorizontal
      />
      {pages.length > 0 && (
        <fieldset className="grid gap-2">
          <legend className="mb-1 text-dense font-strong">{t('pages')}</legend>
          <Checkbox
            isSelected={!landingPageIds}
            onChange={(all) =>
              onChange({
                ...value,
                landingPageIds: all ? undefined : pages.slice(0, 1).map((page) => page.id),
              })
            }
          >
            {t('allSources')}
          </Checkbox>
          {pages.map((page) => (
            <Checkbox
              key={page.id}
              className="ms-6"
              isSelected={landingPageIds?.includes(page.id) ?? false}
              onChange={(isOn) => toggle(page.id, isOn)}
            >
              {page.name}
            </Checkbox>
          ))}
          <p className="text-caption text-muted">{t('pagesHelp')}</p>
        </fieldset>
      )}
      <p className="text-control text-muted">{t('fixed')}</p>
    </div>
  )
}
