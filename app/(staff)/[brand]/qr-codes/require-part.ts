import { notFound } from 'next/navigation'
import { AppError } from '@/core/platform/errors'

/** Reads what an address names, and answers with the page for what is not there where it names nothing of this brand. */
export async function requirePart<T>(id: string, read: () => Promise<T>): Promise<T> {
  if (!/^[0-9a-f-]{36}$/.test(id)) notFound()
  try {
    return await read()
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') notFound()
    throw error
  }
}
