import { cookies } from 'next/headers'
import NextAuth, { CredentialsSignin, type NextAuthConfig } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { clientNetwork } from '@/core/platform/client-address'
import { getSettings } from '@/core/platform/env'
import { AppError } from '@/core/platform/errors'
import { forgetTaken, takeFrom } from '@/core/platform/limits'
import { getLog } from '@/core/platform/log'
import { signInWithPassword } from '@/core/staff/commands'
import { minutesUntil, sessionHours } from '@/core/staff/rules'
import { signInSchema } from '@/core/staff/schema'
import { getDatabase } from '@/db/client'
import type { Locale } from '@/db/states'
import { choiceCookie } from './theme'

declare module 'next-auth' {
  interface Session {
    sid?: string
  }
  interface User {
    sid?: string
  }
}

/** Why a sign-in was refused, carried through next-auth as its `code`. */
export class SignInRefused extends CredentialsSignin {
  readonly minutes: number | undefined

  constructor(
    code: 'sign-in-failed' | 'sign-in-locked' | 'rate-limited' | 'invalid-input',
    minutes?: number,
  ) {
    super(code)
    this.code = code
    this.minutes = minutes
  }
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** Brings somebody's own language to a browser that has not chosen one. */
async function rememberLocale(locale: Locale | null): Promise<void> {
  const jar = await cookies()
  if (locale && !jar.has('locale')) jar.set('locale', locale, choiceCookie)
}

/** Limits stand here, in the one function every way of signing in goes through. */
async function authorize(credentials: Partial<Record<string, unknown>>, request: Request) {
  const parsed = signInSchema.safeParse({
    email: text(credentials.email),
    password: text(credentials.password),
    stay: credentials.stay === 'true',
  })
  if (!parsed.success) throw new SignInRefused('invalid-input')
  const now = new Date()
  const network = await takeFrom('sign-in-address', clientNetwork(request.headers))
  if (!network.allowed) throw new SignInRefused('rate-limited')
  // Answers as a locked account does, so that the lock does not tell which addresses are known here.
  const address = await takeFrom('sign-in-email', parsed.data.email)
  if (!address.allowed) {
    throw new SignInRefused(
      'sign-in-locked',
      minutesUntil(now, new Date(now.getTime() + address.retryAfterMs)),
    )
  }
  try {
    const ctx = { db: getDatabase().db, actor: { type: 'visitor' }, now } as const
    const userAgent = request.headers.get('user-agent') ?? undefined
    const { sessionId, staffId, locale } = await signInWithPassword(ctx, parsed.data, { userAgent })
    await forgetTaken('sign-in-email', parsed.data.email)
    await rememberLocale(locale)
    return { id: staffId, sid: sessionId }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'sign-in-locked')
      throw new SignInRefused('sign-in-locked', Number(error.params.minutes))
    throw new SignInRefused('sign-in-failed')
  }
}

function config(): NextAuthConfig {
  const { AUTH_SECRET, PORT, PUBLIC_URL } = getSettings()
  const secure = PUBLIC_URL.startsWith('https://')
  // Cookies do not keep ports apart: two copies on one machine need names of their own.
  const name = (part: string) => (secure ? `__Host-vinkje-${part}` : `vinkje-${part}-${PORT}`)
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  return {
    secret: AUTH_SECRET,
    // The address is this server's own on every host name it listens on; nothing is redirected by it.
    trustHost: true,
    session: { strategy: 'jwt', maxAge: sessionHours(true) * 3600 },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    cookies: {
      sessionToken: { name: name('session'), options },
      csrfToken: { name: name('csrf'), options },
      callbackUrl: { name: name('callback'), options },
    },
    providers: [Credentials({ credentials: { email: {}, password: {}, stay: {} }, authorize })],
    callbacks: {
      // The cookie names the session row and holds nothing else about the person.
      jwt: ({ token, user }) => (user?.sid ? { sid: user.sid } : token),
      session: ({ session, token }) => ({ expires: session.expires, sid: text(token.sid) }),
      redirect: ({ baseUrl }) => baseUrl,
    },
    logger: {
      // A wrong password is counted in staff_events; next-auth would print it with a stack.
      error: (error) => {
        if (!(error instanceof CredentialsSignin)) getLog('auth').warn({ kind: error.name }, 'next-auth')
      },
    },
  }
}

/** Made when first used: a build has no settings. No route is mounted: signing in goes through our own action only. */
export const { auth, signIn, signOut } = NextAuth(config)
