import { useAction } from 'next-safe-action/hooks'
import { useEffect, useState } from 'react'
import { useProblems } from '@/components/ui/problem'
import { consentBlock } from '@/core/sources/landing-pages/document/rules'
import type { PageContent } from '@/core/sources/landing-pages/schema'
import type { ConfirmationState } from '@/core/templates/confirmation/queries'
import { makeConfirmationAction, readConfirmationAction } from '../confirmation-actions'

export type Asking = {
  state: ConfirmationState
  /** Hands the question in for review, in the page's languages that have none. */
  make: () => void
  isMaking: boolean
  /** Why it could not be handed in. */
  problem: string | undefined
}

/** How often WhatsApp's word is looked for while a review is under way and somebody looks on. */
const lookMs = 3_000

/** The question that we can have people confirm by: how far it is in WhatsApp's eyes, and how it is made. */
export function useAsking(brand: string, content: PageContent, first: ConfirmationState): Asking {
  const [state, setState] = useState(first)
  const { languages } = content.root.props
  const action = useAction(makeConfirmationAction, { onSuccess: ({ data }) => setState(data) })
  const problems = useProblems(action.result)
  const isWaiting =
    consentBlock(content).props.confirmation === 'utility-template' &&
    languages.some((language) => state.languages[language] === 'pending')
  useEffect(() => {
    if (!isWaiting) return
    let timer: ReturnType<typeof setTimeout>
    let isCurrent = true
    const look = async () => {
      const result = await readConfirmationAction({ brand }).catch(() => undefined)
      if (!isCurrent) return
      if (result?.data) setState(result.data)
      timer = setTimeout(look, lookMs)
    }
    timer = setTimeout(look, lookMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [brand, isWaiting])
  return {
    state,
    make: () => action.execute({ brand, languages }),
    isMaking: action.isPending,
    problem: problems.general,
  }
}
