import { Redo2, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { PageHeader } from '@/components/ui/page'
import type { PageEditor } from './canvas/use-page-editor'
import type { EditorProps, PageDraft, Panel } from './editor-props'
import { Publish } from './publish'
import { Saved, StateChip } from './save-status'

type BenchHeaderProps = EditorProps & {
  draft: PageDraft
  editor: PageEditor
  toSolve: number
  onPanel: (panel: Panel) => void
}

/** What the page is called, whether it is kept, back and forth in its history, and the way to publish. */
export function BenchHeader({ draft, editor, toSolve, onPanel, ...props }: BenchHeaderProps) {
  const { brand, page, pageBrand, mayWrite } = props
  const t = useTranslations('pages')
  const b = useTranslations('builder')
  const { state } = draft
  const hasChanges = page.hasChanges || state.kind !== 'untouched'
  return (
    <PageHeader
      title={draft.draft.name}
      parent={{ href: `/${brand}/landing-pages`, label: t('title') }}
      chips={<StateChip page={page} hasChanges={hasChanges} />}
      actions={
        <>
          {mayWrite && (
            <>
              <Saved state={state} timeZone={pageBrand.timeZone} />
              <Button isIconOnly isDisabled={!editor.hasPast} aria-label={b('undo')} onPress={editor.undo}>
                <Undo2 className="size-4" aria-hidden="true" />
              </Button>
              <Button isIconOnly isDisabled={!editor.hasFuture} aria-label={b('redo')} onPress={editor.redo}>
                <Redo2 className="size-4" aria-hidden="true" />
              </Button>
            </>
          )}
          <ButtonLink href={`/${brand}/landing-pages/${page.id}/versions`}>{t('versions.press')}</ButtonLink>
          {mayWrite && (
            <Publish
              brand={brand}
              page={page}
              hasChanges={hasChanges}
              toSolve={toSolve}
              isBlocked={state.kind === 'conflict'}
              flush={draft.flush}
              revision={draft.revision}
              onToSolve={() => onPanel('checker')}
              onPublished={() => {
                draft.settle()
                onPanel('share')
              }}
            />
          )}
        </>
      }
    />
  )
}
