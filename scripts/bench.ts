import { globSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Benchmark, BenchmarkResult } from '@/bench/harness/benchmark'
import { onInterrupt } from './interrupt'
import { root, run } from './run'
import { Failure } from './supervisor/failure'
import { Output, paint } from './supervisor/output'
import { startOwnStack } from './supervisor/own-stack'

// npm run bench -- NAME: one benchmark on a stack of its own. Its last line is JSON, for whoever keeps the figures.
await run(async ([wanted]) => {
  const benchmarks = await listBenchmarks()
  if (!wanted || wanted === '--list') {
    for (const { name, describe } of benchmarks) console.log(`${name.padEnd(16)} ${describe}`)
    return 0
  }
  const benchmark = benchmarks.find(({ name }) => name === wanted)
  if (!benchmark) {
    throw new Failure(
      `There is no benchmark "${wanted}". There are: ${benchmarks.map(({ name }) => name).join(', ')}.`,
    )
  }
  const reports = path.join(root, 'test-results')
  mkdirSync(reports, { recursive: true })
  const output = new Output({ processLog: path.join(reports, 'bench.log') })
  let dispose: () => Promise<void> = async () => undefined
  onInterrupt(() => dispose())
  try {
    const made = (how: () => Promise<void>) => {
      dispose = how
    }
    const say = (line: string) => output.line(`  ${paint('dim', line)}`)
    const title = () => output.line(`\n  ${paint('bold', benchmark.name)}  ${benchmark.describe}\n`)
    const { settings, durable } = benchmark
    const onStack = async (run: Extract<Benchmark, { alone?: false }>['run']) => {
      const stack = await startOwnStack({ output, onMade: made, settings, durable })
      title()
      return Promise.race([run(stack, say), stack.collapsed])
    }
    if (benchmark.alone) title()
    const result = benchmark.alone ? await benchmark.run(say) : await onStack(benchmark.run)
    printTable(result, output)
    await dispose()
    console.log(JSON.stringify({ bench: benchmark.name, ...result }))
    return 0
  } finally {
    await dispose()
  }
})

async function listBenchmarks(): Promise<Benchmark[]> {
  const files = globSync('bench/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'))
  const modules = await Promise.all(
    files.sort().map((file) => import(path.join(root, file)) as Promise<{ benchmark: Benchmark }>),
  )
  return modules.map(({ benchmark }) => benchmark)
}

function printTable({ figures, baselines, ratios }: BenchmarkResult, output: Output): void {
  const rows = [
    ...Object.entries(figures).map(([name, value]) => ['figure', name, value] as const),
    ...Object.entries(baselines).map(([name, value]) => ['baseline', name, value] as const),
    ...Object.entries(ratios).map(([name, value]) => ['ratio', name, value] as const),
  ]
  const width = Math.max(...rows.map(([, name]) => name.length))
  output.line()
  for (const [kind, name, value] of rows) {
    output.line(
      `  ${paint('dim', kind.padEnd(10))}${name.padEnd(width + 2)}${value.toLocaleString('en').padStart(12)}`,
    )
  }
  output.line()
}
