import { z } from 'zod'

const Environment = z.object({
  /** Port of the wire, the control API and the phone screen; 0 takes any free port. */
  SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(3001),
  /** Port of the mail server; not set: the port after SIMULATOR_PORT. */
  SIMULATOR_SMTP_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** Folder of the state file. */
  SIMULATOR_DATA: z.string().min(1).default('.data/simulator'),
  /** Set to listen beyond this machine, for example 0.0.0.0 in a container. */
  SIMULATOR_HOST: z.string().min(1).optional(),
  /** Same seed, same customers, same story. */
  SIMULATOR_SEED: z.coerce.number().int().min(0).default(1907),
})

export type Settings = {
  port: number
  smtpPort?: number | undefined
  dataDir: string
  host: string | undefined
  seed: number
  /** Keeps no history and nothing on disk, for measuring. */
  bench: boolean
}

/** Reads the settings from the environment; throws an Error with one line per wrong value. */
export function readSettings(env: Record<string, string | undefined>, args: readonly string[]): Settings {
  const parsed = Environment.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
  )
  if (!parsed.success) {
    throw new Error(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    )
  }
  return {
    port: parsed.data.SIMULATOR_PORT,
    smtpPort: parsed.data.SIMULATOR_SMTP_PORT,
    dataDir: parsed.data.SIMULATOR_DATA,
    host: parsed.data.SIMULATOR_HOST,
    seed: parsed.data.SIMULATOR_SEED,
    bench: args.includes('--bench'),
  }
}
