import { z } from 'zod'
import type { SideChannel } from '@/db/states'
import { parsePhone } from '../../platform/phone'

export type ReadAddresses = {
  /** Each once: E.164, or an e-mail address in lower case. */
  addresses: string[]
  /** What stood there more than once. */
  doubles: number
  /** What is no address, as it stood there. */
  unread: string[]
}

const email = z.email().max(320)

/** Reads a list as it is pasted: one a line, or parted by commas or semicolons; names and brackets around a mail address go. */
export function readAddresses(channel: SideChannel, text: string, country: string): ReadAddresses {
  const found = new Set<string>()
  const unread: string[] = []
  let read = 0
  for (const piece of text.split(/[\n\r,;]+/)) {
    const typed = piece.trim()
    if (typed === '') continue
    const address = channel === 'email' ? readMail(typed) : readPhone(typed, country)
    if (address === undefined) {
      unread.push(typed)
      continue
    }
    read += 1
    found.add(address)
  }
  return { addresses: [...found], doubles: read - found.size, unread }
}

function readMail(typed: string): string | undefined {
  const inside = /<([^<>]+)>\s*$/.exec(typed)?.[1] ?? typed
  const parsed = email.safeParse(inside.trim().toLowerCase())
  return parsed.success ? parsed.data : undefined
}

function readPhone(typed: string, country: string): string | undefined {
  const parsed = parsePhone(typed, country)
  return typeof parsed === 'string' ? undefined : parsed.e164
}
