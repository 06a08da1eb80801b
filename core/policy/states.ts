/**
 * Reads WhatsApp's word for the limit: `TIER_250`, `TIER_10K`, `TIER_UNLIMITED`. A word that we do not know
 * does not hold up anybody's messages: WhatsApp itself refuses what is too many.
 */
export function readTier(tier: string): number | null {
  const match = /^TIER_(\d+)(K?)$/.exec(tier)
  return match ? Number(match[1]) * (match[2] ? 1000 : 1) : null
}
