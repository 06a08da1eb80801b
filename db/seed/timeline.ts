type Task = { at: Date; run: () => Promise<void>; who: string | undefined }

/** People whose turn it is at the same time: they do not wait for each other in life either. */
const lanes = 4

/** What is still to happen, in the order of time. Telling one thing may bring others, later ones. */
export class Timeline {
  /** A binary heap, the next task at 0. */
  readonly #tasks: Task[] = []
  readonly #end: Date

  /** @param end what lies behind it never happens */
  constructor(end: Date) {
    this.#end = end
  }

  /** @param who the one person it is about; without, it happens when nothing else does */
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

  /** Tells everything until nothing is left. `onTold` hears how far the story is. */
  async tell(onTold: (at: Date) => void): Promise<void> {
    const underWay = new Map<string, Promise<void>>()
    try {
      for (;;) {
        const task = this.#tasks[0]
        if (!task && underWay.size === 0) return
        if (!task || mustWait(task, underWay)) {
          // What is under way may bring something that comes before what would be next.
          await Promise.race(underWay.values())
          continue
        }
        this.#next()
        onTold(task.at)
        const { who } = task
        if (who === undefined) await task.run()
        else
          underWay.set(
            who,
            task.run().finally(() => underWay.delete(who)),
          )
      }
    } finally {
      await Promise.allSettled(underWay.values())
    }
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

function mustWait(task: Task, underWay: ReadonlyMap<string, unknown>): boolean {
  if (task.who === undefined) return underWay.size > 0
  return underWay.size >= lanes || underWay.has(task.who)
}
