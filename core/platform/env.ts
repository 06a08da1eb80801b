import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

/** An empty string in the environment means "not set": `PORT= npm start` must not become port 0. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema)

const onOff = (fallback: 'on' | 'off') => optional(z.enum(['on', 'off']).default(fallback))
const port = (fallback: number) => optional(z.coerce.number().int().min(1).max(65535).default(fallback))
const secret = optional(z.string().min(32, 'must be at least 32 characters').optional())

const settingsSchema = z.object({
  DEPLOYMENT: optional(z.enum(['local', 'production']).default('local')),
  PORT: port(3000),
  SIMULATOR_PORT: port(3001),
  SIMULATOR_SMTP_PORT: optional(z.coerce.number().int().min(1).max(65535).optional()),
  DATA_DIR: optional(z.string().default('.data')),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ }).optional()),
  DATABASE_POOL: optional(z.coerce.number().int().min(2).max(100).default(10)),
  DEMO: onOff('on'),
  PUBLIC_URL: optional(z.url({ protocol: /^https?$/ }).optional()),
  SIMULATOR_URL: optional(z.url({ protocol: /^https?$/ }).optional()),
  TRUST_PROXY: onOff('off'),
  LOG_LEVEL: optional(z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info')),
  AUTH_SECRET: secret,
  ENCRYPTION_KEY: secret,
  ENCRYPTION_KEY_PREVIOUS: secret,
  HASH_KEY: secret,
  FILES_BUCKET: optional(z.string().optional()),
  FILES_ENDPOINT: optional(z.url({ protocol: /^https?$/ }).optional()),
  FILES_REGION: optional(z.string().default('us-east-1')),
  FILES_KEY_ID: optional(z.string().optional()),
  FILES_SECRET: optional(z.string().optional()),
})

const secretNames = ['AUTH_SECRET', 'ENCRYPTION_KEY', 'HASH_KEY'] as const
type SecretName = (typeof secretNames)[number]

export type Settings = Omit<
  z.infer<typeof settingsSchema>,
  SecretName | 'PUBLIC_URL' | 'SIMULATOR_URL' | 'SIMULATOR_SMTP_PORT' | 'TRUST_PROXY' | 'DEMO'
> &
  Record<SecretName, string> & {
    /** Where people reach this server, without a slash at the end. */
    PUBLIC_URL: string
    /** Where the simulator listens, without a slash at the end. */
    SIMULATOR_URL: string
    /** Where the simulator takes mail, on this machine. */
    SIMULATOR_SMTP_PORT: number
    TRUST_PROXY: boolean
    DEMO: boolean
  }

/** A setting that cannot be used. `message` is one line that names the variable and what to do. */
export class SettingsError extends Error {
  override name = 'SettingsError'
}

const withoutSlash = (url: string) => url.replace(/\/+$/, '')

/**
 * Reads and checks all settings. Secrets that are not set are made once and kept in
 * `<DATA_DIR>/secrets.json` for local use; in production they are refused.
 * @throws SettingsError with one line a problem.
 */
export function parseSettings(source: Record<string, string | undefined>): Settings {
  const parsed = settingsSchema.safeParse(source)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new SettingsError(`Wrong setting. ${lines.join('; ')}. See .env.example.`)
  }
  const settings = parsed.data
  const production = settings.DEPLOYMENT === 'production'
  if (production && !settings.PUBLIC_URL?.startsWith('https://')) {
    throw new SettingsError('PUBLIC_URL: set the https address of this server when DEPLOYMENT=production.')
  }
  const missing = secretNames.filter((name) => !settings[name])
  if (production && missing.length > 0) {
    throw new SettingsError(
      `${missing.join(', ')}: set to a random text of 32 characters or more in production.`,
    )
  }
  const secrets = missing.length > 0 ? localSecrets(settings.DATA_DIR) : undefined
  const secretOf = (name: SecretName) => settings[name] ?? (secrets as Record<SecretName, string>)[name]
  return {
    ...settings,
    AUTH_SECRET: secretOf('AUTH_SECRET'),
    ENCRYPTION_KEY: secretOf('ENCRYPTION_KEY'),
    HASH_KEY: secretOf('HASH_KEY'),
    PUBLIC_URL: withoutSlash(settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`),
    SIMULATOR_URL: withoutSlash(settings.SIMULATOR_URL ?? `http://localhost:${settings.SIMULATOR_PORT}`),
    SIMULATOR_SMTP_PORT: settings.SIMULATOR_SMTP_PORT ?? settings.SIMULATOR_PORT + 1,
    TRUST_PROXY: settings.TRUST_PROXY === 'on',
    // Demo data never appears by itself on a server that real people use.
    DEMO: settings.DEMO === 'on' && !production,
  }
}

function localSecrets(dataDir: string): Record<SecretName, string> {
  const file = path.resolve(/* turbopackIgnore: true */ dataDir, 'secrets.json')
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true })
    const made = Object.fromEntries(secretNames.map((name) => [name, randomBytes(32).toString('base64url')]))
    try {
      // Exclusive, so that two processes that start together agree on the first one's secrets.
      writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  return z.record(z.enum(secretNames), z.string().min(32)).parse(JSON.parse(readFileSync(file, 'utf8')))
}

let cached: Settings | undefined

/** The settings of this process, parsed once, when first needed. */
export function getSettings(): Settings {
  cached ??= parseSettings(process.env)
  return cached
}
