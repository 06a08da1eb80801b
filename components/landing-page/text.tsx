import { Fragment } from 'react'
import { type Run, readRuns } from '@/core/sources/landing-pages/document/rules'

/** Runs of a text, the strong ones in bold. */
export function Runs({ runs }: { runs: Run[] }) {
  return runs.map((run, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: a run has no name of its own, and a published page never moves
    run.strong ? <strong key={i}>{run.text}</strong> : <Fragment key={i}>{run.text}</Fragment>,
  )
}

/** A text as staff typed it: `**bold**`, and a new line where they pressed Enter. */
export function Text({ text }: { text: string }) {
  const lines = text.trim().split('\n')
  return lines.map((line, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own
    <Fragment key={i}>
      {i > 0 && <br />}
      <Runs runs={readRuns(line)} />
    </Fragment>
  ))
}
