import { createServer } from 'node:net'
import { chromium } from '@playwright/test'
import lighthouse from 'lighthouse'
import { findChromium } from '@/scripts/chromium'
import { Output } from '@/scripts/supervisor/output'

export type PhoneReport = {
  firstContentfulPaintMs: number
  /** 0 to 100. */
  performance: number
  accessibility: number
  bestPractices: number
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** What Lighthouse says of an address on its own phone: slow 4G, a processor four times slower than this one. */
export async function lighthouseOf(url: string, say: (line: string) => void): Promise<PhoneReport> {
  const port = await freePort()
  const browser = await chromium.launch({
    executablePath: await findChromium(new Output({})),
    args: [`--remote-debugging-port=${port}`],
  })
  try {
    const run = await lighthouse(url, {
      port,
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility', 'best-practices'],
    })
    if (!run) throw new Error('Lighthouse has nothing to say.')
    const { categories, audits } = run.lhr
    const scoreOf = (name: string) => Math.round((categories[name]?.score ?? 0) * 100)
    for (const category of Object.values(categories)) {
      for (const { id, weight } of category.auditRefs) {
        const audit = audits[id]
        if (weight > 0 && audit && audit.score !== null && audit.score < 1)
          say(`${category.id}: ${audit.title} (${audit.score})`)
      }
    }
    return {
      firstContentfulPaintMs: audits['first-contentful-paint']?.numericValue ?? Number.NaN,
      performance: scoreOf('performance'),
      accessibility: scoreOf('accessibility'),
      bestPractices: scoreOf('best-practices'),
    }
  } finally {
    await browser.close()
  }
}
