/** Figures by name; the unit stands in the name or in `describe`. */
export type Figures = Record<string, number>

export type BenchmarkResult = {
  /** What was measured of ours. */
  figures: Figures
  /** The same measured of something else, in the same run. */
  baselines: Figures
  /** Ours divided by the baseline. */
  ratios: Figures
}

/** The stack that the harness starts for a benchmark: the production build with the demo data. */
export type BenchStack = {
  baseUrl: string
  simulatorUrl: string
  databaseUrl: string
  /** For processes that belong to the stack: its settings and keys. */
  env: NodeJS.ProcessEnv
}

type Say = (line: string) => void
type Described = {
  name: string
  /** One line: what is measured, against what. */
  describe: string
  /** Settings that the stack is started with, beside those of every run. */
  settings?: Record<string, string>
  /** Whether the database waits for its disk, as it does outside of tests. */
  durable?: boolean
}

/** `bench/<name>.ts` exports one as `benchmark`; one that runs alone starts what it measures itself. */
export type Benchmark = Described &
  (
    | { alone?: false; run: (stack: BenchStack, say: Say) => Promise<BenchmarkResult> }
    | { alone: true; run: (say: Say) => Promise<BenchmarkResult> }
  )

/** Rounded for people: no more digits than a measurement is worth. */
export function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}
