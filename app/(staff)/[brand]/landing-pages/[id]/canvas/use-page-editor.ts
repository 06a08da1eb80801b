import { createUsePuck, useGetPuck } from '@puckeditor/core'
import { useCallback, useMemo } from 'react'
import type { BlockType, PageContent } from '@/core/sources/landing-pages/schema'
import { toContent, toData } from './data'

const zone = 'root:default-zone'
const usePuckState = createUsePuck()

/** Puck writes a change into its history a quarter of a second after it was made, so that typing is one step. */
const recordedAfterMs = 300

/** What can be done to the page, for everything around the frame. Every change can be undone. */
export function usePageEditor() {
  const dispatch = usePuckState((puck) => puck.dispatch)
  const data = usePuckState((puck) => puck.appState.data)
  const selectedId = usePuckState((puck) => puck.selectedItem?.props.id as string | undefined)
  const hasPast = usePuckState((puck) => puck.history.hasPast)
  const hasFuture = usePuckState((puck) => puck.history.hasFuture)
  const getPuck = useGetPuck()
  const content = useMemo(() => toContent(data), [data])

  const selectAt = useCallback(
    (index: number) => dispatch({ type: 'setUi', ui: { itemSelector: { index, zone } } }),
    [dispatch],
  )
  const indexOf = useCallback(
    (id: string) => getPuck().appState.data.content.findIndex((block) => block.props.id === id),
    [getPuck],
  )

  const select = useCallback(
    (id: string) => {
      const index = indexOf(id)
      if (index >= 0) selectAt(index)
    },
    [indexOf, selectAt],
  )
  const change = useCallback(
    (next: PageContent) => dispatch({ type: 'setData', data: toData(next), recordHistory: true }),
    [dispatch],
  )
  const insert = useCallback(
    (type: BlockType) => {
      const blocks = getPuck().appState.data.content
      const chosen = getPuck().selectedItem?.props.id
      const at = chosen ? indexOf(chosen) : -1
      const index = at >= 0 ? at + 1 : blocks.length
      dispatch({ type: 'insert', componentType: type, destinationIndex: index, destinationZone: zone })
      selectAt(index)
    },
    [dispatch, getPuck, indexOf, selectAt],
  )
  const moveTo = useCallback(
    (id: string, index: number) => {
      const from = indexOf(id)
      const last = getPuck().appState.data.content.length - 1
      if (from < 0 || index < 0 || index > last || index === from) return
      dispatch({ type: 'reorder', sourceIndex: from, destinationIndex: index, destinationZone: zone })
      selectAt(index)
    },
    [dispatch, getPuck, indexOf, selectAt],
  )
  const remove = useCallback(
    (id: string) => {
      const index = indexOf(id)
      const block = getPuck().appState.data.content[index]
      if (!block || !getPuck().getPermissions({ item: block }).delete) return
      dispatch({ type: 'remove', index, zone })
    },
    [dispatch, getPuck, indexOf],
  )
  /** Undone before it is recorded, a change would take the step before it along and come back by itself. */
  const undo = useCallback(() => {
    const { history, appState } = getPuck()
    const recorded = history.histories[history.index]?.state.data
    const isRecorded = !recorded || JSON.stringify(recorded) === JSON.stringify(appState.data)
    if (isRecorded) history.back()
    else setTimeout(() => getPuck().history.back(), recordedAfterMs)
  }, [getPuck])
  return {
    content,
    selectedId,
    hasPast,
    hasFuture,
    select,
    change,
    insert,
    moveTo,
    remove,
    /** As it is now, for a handler that was made some renders ago. */
    latest: useCallback(() => toContent(getPuck().appState.data), [getPuck]),
    undo,
    redo: useCallback(() => getPuck().history.forward(), [getPuck]),
  }
}

export type PageEditor = ReturnType<typeof usePageEditor>
