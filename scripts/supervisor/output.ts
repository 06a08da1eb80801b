import { createWriteStream, type WriteStream } from 'node:fs'
import { styleText } from 'node:util'

type Style = Parameters<typeof styleText>[0]

/** Colours only where somebody looks: on a terminal, and never with NO_COLOR. */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout })
}

const prefixStyles: Record<string, Style> = {
  web: 'cyan',
  worker: 'magenta',
  simulator: 'yellow',
  postgres: 'blue',
}
const prefixWidth = 9

export type Step = {
  /** A word about where it is, shown behind the name: "40 %". */
  update: (detail: string) => void
  done: (note?: string) => void
  fail: () => void
}

type ActiveStep = { name: string; startedAt: number; detail: string; saidAt: number }

/**
 * Everything a script says to its terminal: steps with their seconds, lines of processes with a prefix. On a terminal
 * the steps that run share one living line at the bottom; elsewhere (CI, a file) each says when it starts, every
 * 15 seconds that it is still there, and when it is done.
 */
export class Output {
  private readonly live = process.stdout.isTTY === true
  private readonly active = new Set<ActiveStep>()
  private timer: NodeJS.Timeout | undefined
  private readonly processLog: WriteStream | undefined

  /** @param options.processLog a file that the lines of processes go to, instead of the screen. */
  constructor(options: { processLog?: string } = {}) {
    this.processLog = options.processLog ? createWriteStream(options.processLog) : undefined
  }

  line(text = ''): void {
    this.clear()
    process.stdout.write(`${text}\n`)
    this.draw()
  }

  /** A line of one process: `web │ …`. */
  from(source: string, text: string): void {
    if (this.processLog) {
      this.processLog.write(`${source.padEnd(prefixWidth)} ${text}\n`)
      return
    }
    const prefix = paint(prefixStyles[source] ?? 'gray', `${source.padEnd(prefixWidth)} │`)
    for (const line of text.split('\n')) this.line(`${prefix} ${line}`)
  }

  step(name: string): Step {
    const step: ActiveStep = { name, startedAt: Date.now(), detail: '', saidAt: Date.now() }
    this.active.add(step)
    if (!this.live) this.line(`  … ${name}`)
    this.timer ??= setInterval(() => this.tick(), this.live ? 200 : 1000)
    const end = (sign: string, note = '') => {
      if (!this.active.delete(step)) return
      this.line(`  ${sign} ${name}${note ? ` ${note}` : ''}  ${paint('dim', secondsOf(step))}`)
      if (this.active.size > 0) return
      clearInterval(this.timer)
      this.timer = undefined
    }
    return {
      update: (detail) => {
        step.detail = detail
      },
      done: (note) => end(paint('green', '✓'), note),
      fail: () => end(paint('red', '✗')),
    }
  }

  /** Runs one piece of work as a step. */
  async during<T>(name: string, work: (step: Step) => Promise<T>): Promise<T> {
    const step = this.step(name)
    try {
      const result = await work(step)
      step.done()
      return result
    } catch (error) {
      step.fail()
      throw error
    }
  }

  box(lines: string[]): void {
    const width = Math.max(...lines.map((line) => [...line].length)) + 2
    const edge = (left: string, right: string) => paint('dim', `${left}${'─'.repeat(width + 2)}${right}`)
    const side = paint('dim', '│')
    this.line()
    this.line(edge('╭', '╮'))
    for (const line of lines) this.line(`${side}  ${line.padEnd(width)}${side}`)
    this.line(edge('╰', '╯'))
    this.line()
  }

  private tick(): void {
    if (this.live) {
      this.clear()
      this.draw()
      return
    }
    for (const step of this.active) {
      if (Date.now() - step.saidAt < 15_000) continue
      step.saidAt = Date.now()
      this.line(`  … ${step.name}${step.detail ? ` ${step.detail}` : ''}, ${secondsOf(step)}`)
    }
  }

  private clear(): void {
    if (this.live && this.active.size > 0) process.stdout.write('\r\u001b[K')
  }

  private draw(): void {
    if (!this.live || this.active.size === 0) return
    const words = [...this.active].map((step) =>
      [step.name, step.detail, secondsOf(step)].filter((part) => part !== '').join(' '),
    )
    const text = `  … ${words.join(' · ')}`
    process.stdout.write(paint('dim', text.slice(0, (process.stdout.columns ?? 100) - 1)))
  }
}

function secondsOf(step: ActiveStep): string {
  const seconds = (Date.now() - step.startedAt) / 1000
  return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`
}
