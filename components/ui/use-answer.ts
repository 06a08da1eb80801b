import { useEffect, useEffectEvent, useState } from 'react'

/** Nothing is asked while somebody is still typing. */
const restMs = 350

export type Answered<T> = {
  /** The last good answer: it stays on screen until the next one is there. */
  answer: T
  isAsking: boolean
  failed: boolean
}

/**
 * Asks the server about what stands on the screen, a moment after it last changed.
 * @param question what is asked about, as one text; null for what nobody could ask
 * @param ask gives undefined when there was no answer
 * @param first the answer before anything was asked, and the question that it is the answer to, if there was one
 */
export function useAnswer<T>(
  question: string | null,
  ask: (question: string) => Promise<T | undefined>,
  first: { answer: T; question: string | null },
): Answered<T> {
  const [known, setKnown] = useState(first.question)
  const [state, setState] = useState<Answered<T>>({
    answer: first.answer,
    isAsking: first.question === null,
    failed: false,
  })
  const askNow = useEffectEvent(ask)
  useEffect(() => {
    const mustAsk = question !== null && question !== known
    // Also back to false: who undoes a change before it was asked about has their answer already.
    setState((before) => (before.isAsking === mustAsk ? before : { ...before, isAsking: mustAsk }))
    if (!mustAsk) return
    let isCurrent = true
    const timer = setTimeout(async () => {
      const answer = await askNow(question)
      if (!isCurrent) return
      setKnown(question)
      setState((before) => ({
        answer: answer ?? before.answer,
        isAsking: false,
        failed: answer === undefined,
      }))
    }, restMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [question, known])
  return state
}
