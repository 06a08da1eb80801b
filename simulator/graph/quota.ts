import type { Account } from '../store/accounts'
import { GraphError } from './errors'

const hourMs = 3_600_000
const minuteMs = 60_000

/** Management calls in an hour, for an account with and without a registered number. */
const withNumber = 5000
const withoutNumber = 200
const newTemplates = 100

type Counts = { from: number; used: number }[]

const usedIn = (counts: Counts, now: number): Counts => counts.filter((count) => count.from > now - hourMs)
const sum = (counts: Counts) => counts.reduce((total, count) => total + count.used, 0)

export type Quota = ReturnType<typeof createQuota>

/** Counts management calls for each account over a rolling hour, to the minute. Kept in memory only. */
export function createQuota(clock: () => number) {
  const spent = new Map<string, Counts>()

  function spend(key: string, most: number): { share: number; regainMs: number } {
    const now = clock()
    const counts = usedIn(spent.get(key) ?? [], now)
    const used = sum(counts)
    const last = counts.at(-1)
    spent.set(key, counts)
    if (used >= most) return { share: 100, regainMs: (counts[0]?.from ?? now) + hourMs - now }
    if (last && now - last.from < minuteMs) last.used += 1
    else counts.push({ from: now, used: 1 })
    return { share: Math.floor(((used + 1) / most) * 100), regainMs: 0 }
  }

  const header = (account: Account, share: number, regainMs: number) => ({
    'x-business-use-case-usage': JSON.stringify({
      [account.waba_id]: [
        {
          type: 'whatsapp_business_management',
          call_count: share,
          total_cputime: 1,
          total_time: 1,
          estimated_time_to_regain_access: Math.ceil(regainMs / minuteMs),
        },
      ],
    }),
  })

  const refusal = (account: Account, what: string, regainMs: number) =>
    new GraphError(80007, what, { transient: true, headers: header(account, 100, regainMs) })

  return {
    /** One management call; gives the header that tells the use, or refuses with 80007. */
    spend(account: Account): Record<string, string> {
      const most = account.registered ? withNumber : withoutNumber
      const { share, regainMs } = spend(account.waba_id, most)
      if (regainMs > 0) {
        throw refusal(account, `This account made ${most} management calls in the last hour.`, regainMs)
      }
      return header(account, share, 0)
    },
    /** One new template; refuses with 80007 after 100 in an hour. */
    createTemplate(account: Account) {
      const { regainMs } = spend(`${account.waba_id} templates`, newTemplates)
      if (regainMs > 0) {
        throw refusal(account, `This account created ${newTemplates} templates in the last hour.`, regainMs)
      }
    },
    forget: () => spent.clear(),
  }
}
