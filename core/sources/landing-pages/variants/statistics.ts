import { enough, sure } from './rules'

/** A side of a test: how often it was shown, and how often somebody signed up on it. */
export type Side = { views: number; signUps: number }

/** Lanczos' approximation (g = 7, n = 9): 15 digits for the arguments used here. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

function logGamma(x: number): number {
  const t = x + 6.5
  const sum = lanczos.reduce((total, term, at) => (at === 0 ? term : total + term / (x - 1 + at)), 0)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b)

/**
 * The chance that B brings more sign-ups per view than A, given what was seen: Bayesian, every rate equally likely
 * beforehand (Beta(1, 1)), in the closed form of Evan Miller ("Formulas for Bayesian A/B testing"). 0 to 1.
 */
export function chanceBIsBetter(a: Side, b: Side): number {
  const [alphaA, betaA] = [a.signUps + 1, a.views - a.signUps + 1]
  const [alphaB, betaB] = [b.signUps + 1, b.views - b.signUps + 1]
  let chance = 0
  for (let i = 0; i < alphaB; i += 1) {
    chance += Math.exp(
      logBeta(alphaA + i, betaA + betaB) -
        Math.log(betaB + i) -
        logBeta(1 + i, betaB) -
        logBeta(alphaA, betaA),
    )
  }
  return Math.min(1, Math.max(0, chance))
}

/** Where the true rate lies, 95 times in 100 (Wilson's score interval); undefined without views. */
export function rateInterval({ views, signUps }: Side): { low: number; high: number } | undefined {
  if (views === 0) return undefined
  const z = 1.959963984540054
  const share = signUps / views
  const centre = share + z ** 2 / (2 * views)
  const margin = z * Math.sqrt((share * (1 - share)) / views + z ** 2 / (4 * views ** 2))
  const whole = 1 + z ** 2 / views
  return { low: Math.max(0, (centre - margin) / whole), high: Math.min(1, (centre + margin) / whole) }
}

export type Verdict = {
  /** `undecided`: there is enough to see a difference, and none is seen for sure. */
  kind: 'too-early' | 'undecided' | 'a-better' | 'b-better'
  chanceB: number
  /** What is still too little: views of one side, sign-ups of both, or days. */
  tooFew: ('views' | 'sign-ups' | 'days')[]
}

/** What a test says so far. A page shown less often than it was signed up on (forms left open) counts as shown that often. */
export function judgeTest(a: Side, b: Side, days: number): Verdict {
  const [sideA, sideB] = [a, b].map((side) => ({ ...side, views: Math.max(side.views, side.signUps) })) as [
    Side,
    Side,
  ]
  const tooFew: Verdict['tooFew'] = []
  if (Math.min(sideA.views, sideB.views) < enough.views) tooFew.push('views')
  if (sideA.signUps + sideB.signUps < enough.signUps) tooFew.push('sign-ups')
  if (days < enough.days) tooFew.push('days')
  const chanceB = chanceBIsBetter(sideA, sideB)
  const decided = chanceB >= sure ? 'b-better' : chanceB <= 1 - sure ? 'a-better' : 'undecided'
  return { kind: tooFew.length > 0 ? 'too-early' : decided, chanceB, tooFew }
}
