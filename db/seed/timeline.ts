type Task = { at: Date; run: () => Promise<void>; who: string | undefined }

/** Opens a transaction, does the work in it, and commits. */
type Together = (work: () => Promise<unknown>) => Promise<void>

const together = { most: 32, withinMs: 6 * 3_600_000 }

/** What is still to happen, in the order of time. Telling one thing may bring others, later ones. */
export class Timeline {
  /** A binary heap, the next task at 0. */
  readonly #tasks: Task[] = []
  readonly #end: Date

  /** @param end what lies behind it never happens */
  constructor(end: Date) {
    this.#end = end
  }

  /** @param who the one person it is about, for what may happen beside what others do; without, it happens alone */
  add(at: Date, run: () => Promise<void>, who?: string): void {
    if (at > this.#end) return
    const tasks = this.#tasks
    let index = tasks.push({ at, run, who }) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if ((tasks[parent] as Task).at <= at) break
      this.#swap(index, parent)
      index = parent
    }
  }

  /**
   * Tells everything until nothing is left. `onTold` hears how far the story is.
   * @param inOne opens one transaction for what different people do at about the same time
   */
  async tell(inOne: Together, onTold: (at: Date) => void): Promise<void> {
    for (let task = this.#next(); task; task = this.#next()) {
      const group = this.#withOthers(task)
      if (group.length === 1) await task.run()
      else await inOne(() => Promise.all(group.map((one) => one.run())))
      onTold(task.at)
    }
  }

  /** The people who follow shortly after, each once: they do not wait for each other in life either. */
  #withOthers(first: Task): Task[] {
    const group = [first]
    if (first.who === undefined) return group
    const people = new Set([first.who])
    while (group.length < together.most) {
      const next = this.#tasks[0]
      if (!next?.who || people.has(next.who) || next.at.getTime() - first.at.getTime() > together.withinMs)
        break
      people.add(next.who)
      group.push(next)
      this.#next()
    }
    return group
  }

  #next(): Task | undefined {
    const tasks = this.#tasks
    const [first] = tasks
    const last = tasks.pop()
    if (!first || !last || first === last) return first
    tasks[0] = last
    let index = 0
    for (;;) {
      const left = 2 * index + 1
      const right = left + 1
      let least = index
      if (left < tasks.length && (tasks[left] as Task).at < (tasks[least] as Task).at) least = left
      if (right < tasks.length && (tasks[right] as Task).at < (tasks[least] as Task).at) least = right
      if (least === index) return first
      this.#swap(index, least)
      index = least
    }
  }

  #swap(one: number, other: number): void {
    const held = this.#tasks[one] as Task
    this.#tasks[one] = this.#tasks[other] as Task
    this.#tasks[other] = held
  }
}
