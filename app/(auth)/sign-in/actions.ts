'use server'

import { redirect } from 'next/navigation'
import { SignInRefused, signIn } from '@/app/auth'
import { getLog } from '@/core/platform/log'
import { safePath } from '../safe-path'

/** What stands on the page after a try that failed. Never the password. */
export type SignInState = {
  email: string
  code?: 'sign-in-failed' | 'sign-in-locked' | 'rate-limited' | 'invalid-input' | 'unavailable'
  minutes?: number | undefined
  /** Rises with each try, so that the fields start anew. */
  tries: number
}

const text = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** Signs in and goes on to where the person was going. */
export async function signInFromForm(before: SignInState, form: FormData): Promise<SignInState> {
  const email = text(form, 'email').slice(0, 254)
  const stay = form.get('stay') === null ? 'false' : 'true'
  try {
    await signIn('credentials', { email, password: text(form, 'password'), stay, redirect: false })
  } catch (error) {
    const tries = before.tries + 1
    if (error instanceof SignInRefused) {
      return { email, tries, code: error.code as SignInState['code'], minutes: error.minutes }
    }
    getLog('auth').error({ err: error }, 'signing in failed')
    return { email, tries, code: 'unavailable' }
  }
  redirect(safePath(text(form, 'next')) ?? '/')
}
