import { Tabs } from '@heroui/react'
import { useTranslations } from 'next-intl'
import { cx } from '@/components/ui/cx'
import type { PublicLanguage } from '@/db/states'
import type { PageEditor } from './canvas/use-page-editor'
import type { Jump } from './check-findings'
import { Checker } from './checker'
import { type EditorProps, type PageDraft, type Panel, panels } from './editor-props'
import { BlockForm } from './fields/block-form'
import { SettingsForm } from './settings-form'
import { Share } from './share'
import type { Asking } from './use-asking'
import type { Checks } from './use-checks'

type PanelsProps = EditorProps & {
  draft: PageDraft
  asking: Asking
  editor: PageEditor
  language: PublicLanguage
  onLanguage: (language: PublicLanguage) => void
  panel: Panel
  onPanel: (panel: Panel) => void
  checks: Checks
  toSolve: number
  onJump: Jump
  className?: string
}

/** What can be changed about the chosen block and the page, what the rules say of it, and where it is found. */
export function Panels(props: PanelsProps) {
  const { brand, page, pageBrand, topics, mayWrite, draft, editor, language, panel, toSolve } = props
  const t = useTranslations('pages')
  const b = useTranslations('builder')
  const block = editor.content.content.find((known) => known.props.id === editor.selectedId)
  return (
    <Tabs
      selectedKey={panel}
      onSelectionChange={(key) => props.onPanel(key as Panel)}
      variant="secondary"
      className={cx('min-w-0 gap-0! border-s border-border narrow:border-s-0', props.className)}
    >
      <Tabs.ListContainer>
        <Tabs.List aria-label={t('panels.label')} className="px-4">
          {panels.map((key) => (
            <Tabs.Tab key={key} id={key} className="text-control!">
              {t(`panels.${key}`)}
              {key === 'checker' && toSolve > 0 && (
                <span className="ms-1.5 rounded-chip bg-danger-soft px-1.5 text-caption text-danger-soft-foreground">
                  {toSolve}
                </span>
              )}
              <Tabs.Indicator />
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs.ListContainer>
      <Tabs.Panel id="block" className="p-5! phone:px-4!">
        {block ? (
          <BlockForm
            key={block.props.id}
            block={block}
            brand={brand}
            brandName={pageBrand.name}
            pageId={page.id}
            timeZone={pageBrand.timeZone}
            topics={topics}
            asking={props.asking}
            content={editor.content}
            onChange={editor.change}
            language={language}
            onLanguage={props.onLanguage}
            isReadOnly={!mayWrite}
          />
        ) : (
          <p className="text-control text-muted">{b('chooseBlock')}</p>
        )}
      </Tabs.Panel>
      <Tabs.Panel id="checker" className="p-0!">
        <Checker checks={props.checks} brand={brand} onJump={props.onJump} />
      </Tabs.Panel>
      <Tabs.Panel id="settings" className="p-5! phone:px-4!">
        <SettingsForm
          brand={brand}
          page={page}
          draft={draft.draft}
          slugProblem={draft.slugProblem}
          onChange={draft.change}
          content={editor.content}
          onContent={editor.change}
          language={language}
          isReadOnly={!mayWrite}
        />
      </Tabs.Panel>
      <Tabs.Panel id="share" className="p-5! phone:px-4!">
        <Share brand={brand} page={page} codes={props.codes} mayMake={props.mayMakeCodes} />
      </Tabs.Panel>
    </Tabs>
  )
}
