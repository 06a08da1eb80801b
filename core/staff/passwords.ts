import { hash, verify } from '@node-rs/argon2'

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** argon2id as a PHC string, with a salt of its own. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost)

let nobody: Promise<string> | undefined

/**
 * Whether this is the password behind the hash. Without a hash (an address we do not know) it works just as long and
 * says no, so that the time taken tells nothing.
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  if (passwordHash !== undefined) return verify(passwordHash, password)
  nobody ??= hashPassword('the password of nobody')
  await verify(await nobody, password)
  return false
}
