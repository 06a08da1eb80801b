import { defineConfig } from '@playwright/test'

const specs = (...names: string[]) => names.map((name) => `**/${name}.spec.ts`)

// What staff do at a desk is walked at a desk, and what people do on their phone on a phone; the main job, the builder and
// whatever has a form of its own at each size are walked on both. every-page looks at every screen on both.
const atADesk = specs(
  ...['codes-together', 'connect-number', 'import', 'invitations', 'permissions', 'person', 'pictures'],
  ...['printed-codes', 'publishing', 'renewal', 'retention', 'switch-provider', 'topics'],
)
const onAPhone = specs('own-page', 'passer-by')

// `npm test -- e2e` starts a stack of its own, tells by E2E_… where it is, and runs this.
export default defineConfig({
  testDir: 'e2e/journeys',
  outputDir: 'test-results/journeys',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  use: {
    baseURL: process.env.E2E_BASE_URL,
    actionTimeout: 15_000,
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.E2E_CHROMIUM,
      // Containers have no user namespaces to build a sandbox from, and the pages are our own.
      args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
    },
  },
  projects: [
    { name: 'desktop', testIgnore: onAPhone, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: 'phone',
      testIgnore: atADesk,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
})
