import { useTranslations } from 'next-intl'

/** An expected failure as it crosses to the browser: a code, the field it belongs to, values for the words. */
export type Problem = {
  code: string
  field?: string | undefined
  params?: Record<string, string | number> | undefined
}

/** What a `brandAction` brings back when something is wrong: one problem, or words by field. */
export type ActionResult = {
  serverError?: Problem | undefined
  validationErrors?: { formErrors: string[]; fieldErrors: Partial<Record<string, string[]>> } | undefined
}

/**
 * Turns the result of an action into words: `field('name')` for beside a field, `general` for what belongs to none.
 * A zod message may be one of our codes (`z.string().min(1, 'page-incomplete')`); anything else reads as
 * "fill this in".
 */
export function useProblems(result: ActionResult) {
  const t = useTranslations('errors')
  const words = (code: string, params?: Problem['params']) =>
    t.has(code) ? t(code, params) : t(/^[a-z-]+$/.test(code) ? 'unavailable' : 'invalid-input')
  const field = (name: string): string | undefined => {
    const { serverError, validationErrors } = result
    if (serverError?.field === name) return words(serverError.code, serverError.params)
    const first = validationErrors?.fieldErrors[name]?.[0]
    return first === undefined ? undefined : words(first)
  }
  const { serverError, validationErrors } = result
  const general =
    serverError && !serverError.field
      ? words(serverError.code, serverError.params)
      : validationErrors?.formErrors[0] !== undefined
        ? words(validationErrors.formErrors[0])
        : undefined
  return { field, general }
}
