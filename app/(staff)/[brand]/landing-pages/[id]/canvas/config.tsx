import type { ComponentConfig, Config, PuckContext } from '@puckeditor/core'
import { PageBlock } from '@/components/landing-page/blocks'
import { BrandBar, PageFooter } from '@/components/landing-page/frame'
import { sideBlock } from '@/components/landing-page/side'
import { newBlockProps } from '@/core/sources/landing-pages/edit/new-blocks'
import { type Block, type BlockType, blockTypes } from '@/core/sources/landing-pages/schema'
import { usePageView } from './page-context'

function CanvasBlock({ block, hold }: { block: Block; hold: ((element: Element | null) => void) | null }) {
  const page = usePageView()
  const side = sideBlock(page.content.content)
  return <PageBlock block={block} page={page} side={block.props.id === side?.props.id} rootRef={hold} />
}

function CanvasPage({ drop }: { drop: PuckContext['renderDropZone'] }) {
  const page = usePageView()
  return (
    <>
      <BrandBar page={page} switchable />
      {drop({ zone: 'default-zone', className: 'm', as: 'main' })}
      <PageFooter page={page} />
    </>
  )
}

/**
 * The blocks for the editor. They are drawn by the components that publish them, without a box around, so that what
 * is dragged is what will be served. The consent block is moved, never taken away or doubled.
 */
export function makeConfig(labelOf: (type: BlockType) => string, mayWrite: boolean): Config {
  const components = blockTypes.map((type): [BlockType, ComponentConfig] => {
    const isConsent = type === 'OptInForm'
    return [
      type,
      {
        label: labelOf(type),
        inline: true,
        defaultProps: newBlockProps(type),
        permissions: {
          drag: mayWrite,
          edit: mayWrite,
          insert: mayWrite && !isConsent,
          duplicate: mayWrite && !isConsent,
          delete: mayWrite && !isConsent,
        },
        render: ({ puck, editMode: _, ...props }) => (
          <CanvasBlock block={{ type, props } as unknown as Block} hold={puck.dragRef} />
        ),
      },
    ]
  })
  return {
    components: Object.fromEntries(components),
    root: {
      fields: {},
      render: ({ puck }: { puck: PuckContext }) => <CanvasPage drop={puck.renderDropZone} />,
    },
  }
}
