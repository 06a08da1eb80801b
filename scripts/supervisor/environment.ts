import path from 'node:path'
import type { Settings } from '@/core/platform/env'

/** How web and worker are run. */
export type Mode = 'production' | 'dev'

/**
 * The environment of our own processes: whatever this one has, and every setting as it was understood here, so that
 * all of them agree.
 */
export function environmentOf(
  settings: Settings,
  databaseUrl: string,
  mode: Mode,
  distDir: string,
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...(process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {}),
    NODE_ENV: mode === 'dev' ? 'development' : 'production',
    NEXT_DIST_DIR: distDir,
    NEXT_TELEMETRY_DISABLED: '1',
    DEPLOYMENT: settings.DEPLOYMENT,
    PORT: String(settings.PORT),
    SIMULATOR_PORT: String(settings.SIMULATOR_PORT),
    SIMULATOR_SMTP_PORT: String(settings.SIMULATOR_SMTP_PORT),
    DATA_DIR: path.resolve(settings.DATA_DIR),
    DATABASE_URL: databaseUrl,
    DATABASE_POOL: String(settings.DATABASE_POOL),
    DEMO: settings.DEMO ? 'on' : 'off',
    PUBLIC_URL: settings.PUBLIC_URL,
    SIMULATOR_URL: settings.SIMULATOR_URL,
    TRUST_PROXY: settings.TRUST_PROXY ? 'on' : 'off',
    LOG_LEVEL: settings.LOG_LEVEL,
    AUTH_SECRET: settings.AUTH_SECRET,
    ENCRYPTION_KEY: settings.ENCRYPTION_KEY,
    ENCRYPTION_KEY_PREVIOUS: settings.ENCRYPTION_KEY_PREVIOUS ?? '',
    HASH_KEY: settings.HASH_KEY,
  }
}

const notForStrangers = [
  'DATABASE_URL',
  'AUTH_SECRET',
  'ENCRYPTION_KEY',
  'ENCRYPTION_KEY_PREVIOUS',
  'HASH_KEY',
  'PORT',
  'DATA_DIR',
]

/** The simulator plays a third party: it learns its own port and folder, and none of our keys. */
export function simulatorEnvironmentOf(settings: Settings): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !notForStrangers.includes(name))
  return {
    ...Object.fromEntries(inherited),
    NODE_ENV: 'production',
    SIMULATOR_PORT: String(settings.SIMULATOR_PORT),
    SIMULATOR_SMTP_PORT: String(settings.SIMULATOR_SMTP_PORT),
    SIMULATOR_DATA: path.resolve(settings.DATA_DIR, 'simulator'),
  }
}
