import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { PageView, Place } from '@/components/landing-page/block-props'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { Notice } from '@/components/ui/notice'
import { brokenMusts } from '@/core/sources/landing-pages/check/outcome'
import { withText } from '@/core/sources/landing-pages/edit/rules'
import type { LocalText } from '@/core/sources/landing-pages/schema'
import type { PublicLanguage } from '@/db/states'
import { AddBlock } from './add-block'
import { BenchHeader } from './bench-header'
import { BlockList } from './block-list'
import { Canvas } from './canvas/canvas'
import { EditableText } from './canvas/editable-text'
import { PageContext } from './canvas/page-context'
import { usePageEditor } from './canvas/use-page-editor'
import type { Jump } from './check-findings'
import type { EditorProps, PageDraft, Panel } from './editor-props'
import { PageLanguages } from './page-languages'
import { Panels } from './panels'
import { useAsking } from './use-asking'
import { useChecks } from './use-checks'

type BenchProps = EditorProps & { draft: PageDraft }

/** The builder: the blocks left, the page itself in the middle, what can be changed about it right. */
export function Bench({ draft, ...props }: BenchProps) {
  const { pageBrand, topics, mayWrite } = props
  const t = useTranslations('pages')
  const b = useTranslations('builder')
  const locale = useLocale()
  const editor = usePageEditor()
  const { content } = editor
  const { languages } = content.root.props
  const [wanted, setLanguage] = useState<PublicLanguage>(locale === 'en' ? 'en' : 'nl')
  const language = languages.includes(wanted) ? wanted : (languages[0] ?? 'nl')
  const [panel, setPanel] = useState<Panel>('block')
  const [onPhone, setOnPhone] = useState<'edit' | 'page'>('edit')
  const [path, setPath] = useState<string>()
  useEffect(() => {
    if (!path) return
    document.querySelector<HTMLElement>(`[data-text="${path}"] :is(input, textarea)`)?.focus()
    setPath(undefined)
  }, [path])
  const asking = useAsking(props.brand, content, props.confirmation)
  const checks = useChecks({
    ...{ brand: props.brand, slug: draft.draft.slug, content },
    facts: JSON.stringify(asking.state.languages),
  })
  const toSolve = brokenMusts(checks.checked?.checks ?? []).length

  const choose = (blockId: string) => {
    editor.select(blockId)
    setPanel('block')
  }
  const jump: Jump = (place, where) => {
    if (where) setLanguage(where)
    if (place.in === 'page-settings') setPanel('settings')
    else choose(place.blockId)
    if (place.in === 'block') setPath(place.path)
    setOnPhone('edit')
  }
  const drawText = (place: Place, text: LocalText): ReactNode => (
    <EditableText
      value={text[language]}
      label={`${b('typeHere')}: ${place.path}`}
      placeholder={b('typeHere')}
      isReadOnly={!mayWrite}
      onChange={(typed) => editor.change(withText(editor.latest(), place, { [language]: typed }))}
      onFocus={() => choose(place.blockId)}
    />
  )
  const now = useMemo(() => new Date(), [])
  const view: PageView = {
    brand: pageBrand,
    content,
    topics,
    language,
    languages,
    callingCodes: props.callingCodes[language],
    isPreview: true,
    now,
    drawText,
  }
  return (
    <PageContext value={view}>
      <BenchHeader {...props} draft={draft} editor={editor} toSolve={toSolve} onPanel={setPanel} />
      {draft.state.kind === 'conflict' && (
        <Notice tone="danger" className="mx-6 my-3 phone:mx-4">
          {t('conflict.text')}{' '}
          <Button size="row" onPress={() => location.reload()}>
            {t('conflict.reload')}
          </Button>
        </Notice>
      )}
      <div className="hidden gap-2 border-b border-border p-3 narrow:flex">
        {(['edit', 'page'] as const).map((side) => (
          <Button
            key={side}
            className="grow"
            aria-pressed={onPhone === side}
            onPress={() => setOnPhone(side)}
          >
            {b(`sides.${side}`)}
          </Button>
        ))}
      </div>
      <div className="grid min-h-[calc(100dvh-74px)] grow grid-cols-[240px_minmax(0,1fr)_376px] max-[1180px]:grid-cols-[240px_minmax(0,1fr)] narrow:block">
        <div
          className={cx(
            'flex flex-col gap-4 border-e border-border px-3 py-4 narrow:border-e-0 narrow:border-b',
            onPhone === 'page' && 'narrow:hidden',
          )}
        >
          <BlockList editor={editor} mayWrite={mayWrite} onChoose={choose} />
          {mayWrite && <AddBlock onAdd={editor.insert} />}
          <div className="mt-auto border-t border-separator px-2 pt-4">
            <PageLanguages content={content} onChoose={setLanguage} />
          </div>
        </div>
        <Canvas
          language={language}
          languages={languages}
          onLanguage={setLanguage}
          className={onPhone === 'edit' ? 'narrow:hidden' : undefined}
        />
        <Panels
          {...props}
          draft={draft}
          asking={asking}
          editor={editor}
          language={language}
          onLanguage={setLanguage}
          panel={panel}
          onPanel={setPanel}
          checks={checks}
          toSolve={toSolve}
          onJump={jump}
          className={cx(
            'max-[1180px]:col-span-2 max-[1180px]:border-s-0 max-[1180px]:border-t',
            onPhone === 'page' && 'narrow:hidden',
          )}
        />
      </div>
    </PageContext>
  )
}
