'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'
import { Button, SubmitButton } from '@/components/ui/button'
import { Checkbox, TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { type SignInState, signInFromForm } from './actions'

const start: SignInState = { email: '', tries: 0 }

/** Works before and without JavaScript too: it is a plain form with an action. */
export function SignInForm({ next }: { next: string | undefined }) {
  const t = useTranslations('auth')
  const errors = useTranslations('errors')
  const [state, action, isPending] = useActionState(signInFromForm, start)
  const [isShown, setShown] = useState(false)
  const Peek = isShown ? EyeOff : Eye
  return (
    <form action={action} className="grid gap-4 [&_.input]:h-10 [&_.input]:text-[15px]">
      {state.code && <Notice tone="danger">{errors(state.code, { minutes: state.minutes ?? 1 })}</Notice>}
      {next && <input type="hidden" name="next" value={next} />}
      <TextField
        key={`email-${state.tries}`}
        label={t('email')}
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={state.email}
        autoFocus={state.tries === 0}
        isRequired
      />
      <TextField
        key={`password-${state.tries}`}
        label={t('password')}
        name="password"
        type={isShown ? 'text' : 'password'}
        autoComplete="current-password"
        autoFocus={state.tries > 0}
        isRequired
        suffix={
          <Button
            look="quiet"
            size="row"
            isIconOnly
            aria-label={isShown ? t('hidePassword') : t('showPassword')}
            aria-pressed={isShown}
            onPress={() => setShown(!isShown)}
          >
            <Peek aria-hidden="true" />
          </Button>
        }
      />
      <Checkbox name="stay" value="on" className="mt-0.5">
        {t('stay')}
      </Checkbox>
      <SubmitButton
        isPending={isPending}
        keyHint="↵"
        className="mt-1 h-10! w-full text-section! font-strong!"
      >
        {t('signIn')}
      </SubmitButton>
    </form>
  )
}
