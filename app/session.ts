import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { connection } from 'next/server'
import { cache } from 'react'
import type { BrandContext } from '@/core/brands/scope'
import type { Context } from '@/core/platform/context'
import { AppError } from '@/core/platform/errors'
import { openBrand } from '@/core/staff/gate'
import { findSession, type StaffSession } from '@/core/staff/sessions'
import { getDatabase } from '@/db/client'
import { auth } from './auth'

/** Who is signed in here, read from the database once a request; undefined for nobody. */
export const getStaffSession = cache(async (): Promise<StaffSession | undefined> => {
  await connection()
  const sessionId = (await auth())?.sid
  if (!sessionId) return undefined
  return findSession({ db: getDatabase().db, now: new Date() }, sessionId)
})

/** A context for the person who is signed in, outside any brand. @throws AppError `not-signed-in` */
export const requireStaff = cache(async (): Promise<Context & { session: StaffSession }> => {
  const session = await getStaffSession()
  if (!session) throw new AppError('not-signed-in')
  return {
    db: getDatabase().db,
    actor: { type: 'staff', staffId: session.staffId },
    now: new Date(),
    session,
  }
})

/** The same for pages: whoever is not signed in goes to the sign-in page and comes back after it. */
export const requireStaffPage = cache(async (): Promise<Context & { session: StaffSession }> => {
  if (await getStaffSession()) return requireStaff()
  const path = (await headers()).get('x-vinkje-path') ?? '/'
  redirect(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`)
})

/** The brand in the address, opened for the person who is signed in; once a request. For pages and layouts. */
export const requireBrand = cache(async (slug: string): Promise<BrandContext> => {
  // Browsers and robots ask for files of all kinds (`/apple-touch-icon.png`): no brand is called that, and nobody has to sign in for it.
  if (!/^[a-z0-9-]+$/.test(slug)) notFound()
  const ctx = await requireStaffPage()
  try {
    return await openBrand(ctx, slug)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') notFound()
    throw error
  }
})
