'use client'

import { Tabs } from '@heroui/react'
import { CloudCheck, CloudOff, LoaderCircle } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Chip } from '@/components/ui/chip'
import { formatTime } from '@/components/ui/format'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page'
import { brokenMusts } from '@/core/sources/landing-pages/check/outcome'
import type { CallingCode, PageBrand } from '@/core/sources/landing-pages/document/rules'
import type { LandingPageView } from '@/core/sources/landing-pages/queries'
import type { Locale } from '@/db/states'
import { BlockForm, type EditorTopic } from './block-form'
import { BlockList } from './block-list'
import type { Jump } from './check-findings'
import { Checker } from './checker'
import { Preview } from './preview'
import { Publish } from './publish'
import { SettingsForm } from './settings-form'
import { type CodeLink, Share } from './share'
import { useChecks } from './use-checks'
import { type SaveState, useDraft } from './use-draft'

export type EditorProps = {
  brand: string
  page: LandingPageView
  pageBrand: PageBrand
  timeZone: string
  topics: EditorTopic[]
  hasWhatsAppNumber: boolean
  callingCodes: Record<Locale, CallingCode[]>
  codes: CodeLink[]
  mayWrite: boolean
  mayMakeCodes: boolean
}

type Panel = 'block' | 'checker' | 'settings' | 'share'

/** The builder: the blocks left, the page itself in the middle, what can be changed about it right. */
export function Editor(props: EditorProps) {
  const { brand, page, pageBrand, topics, mayWrite } = props
  const t = useTranslations('pages')
  const locale = useLocale()
  const { name, slug, content } = page
  const { draft, change, settle, state, slugProblem, flush, revision } = useDraft({
    brand,
    pageId: page.id,
    revision: page.revision,
    initial: { name, slug, content },
  })
  const [chosenId, setChosenId] = useState(content.content[0]?.props.id ?? 'root')
  const [panel, setPanel] = useState<Panel>('block')
  const [language, setLanguage] = useState<Locale>(locale === 'en' ? 'en' : 'nl')
  const checks = useChecks({ brand, slug: draft.slug, content: draft.content })
  const broken = brokenMusts(checks.checked?.checks ?? []).length
  const isTouched = state.kind !== 'untouched'
  const choose = (blockId: string) => {
    setChosenId(blockId)
    setPanel('block')
  }
  const jump: Jump = (place, language) => {
    if (language === 'nl' || language === 'en') setLanguage(language)
    if (place.in === 'block') choose(place.blockId)
    else setPanel('settings')
  }
  const block = draft.content.content.find((known) => known.props.id === chosenId)
  const edit = { content: draft.content, onChange: (next: typeof content) => change({ content: next }) }
  return (
    <>
      <PageHeader
        title={draft.name}
        parent={{ href: `/${brand}/landing-pages`, label: t('title') }}
        chips={<StateChip page={page} hasChanges={page.hasChanges || isTouched} />}
        actions={
          <>
            {mayWrite && <Saved state={state} timeZone={props.timeZone} />}
            <ButtonLink href={`/${brand}/landing-pages/${page.id}/versions`}>
              {t('versions.press')}
            </ButtonLink>
            {mayWrite && (
              <Publish
                brand={brand}
                page={page}
                hasChanges={page.hasChanges || isTouched}
                toSolve={broken}
                isBlocked={state.kind === 'conflict'}
                flush={flush}
                revision={revision}
                onToSolve={() => setPanel('checker')}
                onPublished={() => {
                  settle()
                  setPanel('share')
                }}
              />
            )}
          </>
        }
      />
      {state.kind === 'conflict' && (
        <Notice tone="danger" className="mx-6 my-3 phone:mx-4">
          {t('conflict.text')}{' '}
          <Button size="row" onPress={() => location.reload()}>
            {t('conflict.reload')}
          </Button>
        </Notice>
      )}
      <div className="grid grow grid-cols-[216px_minmax(0,1fr)_376px] max-[1180px]:grid-cols-[minmax(0,1fr)_376px] narrow:block">
        <BlockList
          content={draft.content}
          theme={pageBrand.theme}
          chosenId={chosenId}
          onChoose={choose}
          className="border-e border-border max-[1180px]:col-span-2 max-[1180px]:border-e-0 max-[1180px]:border-b"
        />
        <Preview
          page={{
            brand: pageBrand,
            content: draft.content,
            topics,
            language,
            languages: draft.content.root.props.languages,
            callingCodes: props.callingCodes[language],
            isPreview: true,
          }}
          chosenId={chosenId}
          onChoose={choose}
          onLanguage={setLanguage}
        />
        <Tabs
          selectedKey={panel}
          onSelectionChange={(key) => setPanel(key as Panel)}
          variant="secondary"
          className="min-w-0 gap-0! border-s border-border narrow:border-s-0 narrow:border-t"
        >
          <Tabs.ListContainer>
            <Tabs.List aria-label={t('panels.label')} className="px-4">
              {(['block', 'checker', 'settings', 'share'] as const).map((key) => (
                <Tabs.Tab key={key} id={key} className="text-control!">
                  {t(`panels.${key}`)}
                  {key === 'checker' && broken > 0 && (
                    <span className="ms-1.5 rounded-chip bg-danger-soft px-1.5 text-caption text-danger-soft-foreground">
                      {broken}
                    </span>
                  )}
                  <Tabs.Indicator />
                </Tabs.Tab>
              ))}
            </Tabs.List>
          </Tabs.ListContainer>
          <Tabs.Panel id="block" className="p-5! phone:px-4!">
            {block && (
              <BlockForm
                key={block.props.id}
                block={block}
                topics={topics}
                brandName={pageBrand.name}
                isReadOnly={!mayWrite}
                {...edit}
              />
            )}
          </Tabs.Panel>
          <Tabs.Panel id="checker" className="p-0!">
            <Checker checks={checks} brand={brand} onJump={jump} />
          </Tabs.Panel>
          <Tabs.Panel id="settings" className="p-5! phone:px-4!">
            <SettingsForm
              brand={brand}
              page={page}
              draft={draft}
              slugProblem={slugProblem}
              onChange={change}
              isReadOnly={!mayWrite}
            />
          </Tabs.Panel>
          <Tabs.Panel id="share" className="p-5! phone:px-4!">
            <Share brand={brand} page={page} codes={props.codes} mayMake={props.mayMakeCodes} />
          </Tabs.Panel>
        </Tabs>
      </div>
    </>
  )
}

function StateChip({ page, hasChanges }: { page: LandingPageView; hasChanges: boolean }) {
  const t = useTranslations('pages')
  const version = page.publishedVersion ?? 0
  if (page.state === 'draft') return <Chip tone="neutral">{t('chips.draft')}</Chip>
  if (page.state === 'unpublished') return <Chip tone="paused">{t('chips.offline')}</Chip>
  if (hasChanges) return <Chip tone="neutral">{t('chips.changed', { version: version + 1 })}</Chip>
  return <Chip tone="success">{t('chips.live', { version })}</Chip>
}

/** Whether what is on the screen is kept, in the same place all the time. */
function Saved({ state, timeZone }: { state: SaveState; timeZone: string }) {
  const t = useTranslations('pages')
  const locale = useLocale()
  const words = {
    untouched: null,
    waiting: t('saved.waiting'),
    saving: t('saved.saving'),
    saved:
      state.kind === 'saved' ? t('saved.at', { time: formatTime(locale, state.at, timeZone, 'time') }) : null,
    failed: t('saved.failed'),
    conflict: t('saved.failed'),
  }[state.kind]
  const isBad = state.kind === 'failed' || state.kind === 'conflict'
  const Icon = isBad ? CloudOff : state.kind === 'saved' ? CloudCheck : LoaderCircle
  return (
    <p
      role="status"
      className={`flex items-center gap-1.5 text-dense ${isBad ? 'text-danger' : 'text-muted'}`}
    >
      {words && <Icon className="size-4" aria-hidden="true" />}
      {words}
    </p>
  )
}
