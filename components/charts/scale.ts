/** The step between grid lines: 1, 2, 2.5 or 5 times a power of ten, so that `lines` of them reach over `most`. */
export function niceStep(most: number, lines: number, whole: boolean): number {
  const rough = most / lines
  if (rough <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(rough))
  const found = [1, 2, 2.5, 5, 10]
    .map((factor) => factor * power)
    .find((step) => step >= rough - 1e-12) as number
  return whole ? Math.max(1, Math.ceil(found)) : found
}

export type Scale = { domain: [number, number]; ticks: number[] }

/** A scale over what there is to draw: from 0, or around the values where 0 would flatten them. */
export function makeScale(
  values: readonly number[],
  options: { whole: boolean; fromZero: boolean; atMost?: number },
): Scale {
  const { whole, fromZero, atMost } = options
  const high = Math.max(...values, 0)
  const low = fromZero ? Math.min(...values, 0) : Math.min(...values)
  if (values.length === 0 || high === low)
    return { domain: [0, Math.max(high, 1)], ticks: [0, Math.max(high, 1)] }
  const step = niceStep(high - low, 4, whole)
  const first = Math.floor(low / step)
  const last = Math.ceil(high / step)
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  )
  // Bars may end between two lines; a line must not float far above them.
  const bottom = fromZero ? Math.min(low * 1.06, 0) : first * step
  const top = Math.min(atMost ?? Number.POSITIVE_INFINITY, fromZero ? high * 1.06 : last * step)
  return { domain: [bottom, top], ticks: ticks.filter((tick) => tick >= bottom && tick <= top) }
}
