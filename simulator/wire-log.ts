import { EventEmitter } from 'node:events'

/** One line of "On the wire": an API call to us, or a webhook from us. */
export type WireEntry = {
  seq: number
  at: number
  kind: 'call' | 'webhook'
  /** Key of the sentence in phone/words.ts and what fills it. */
  title: string
  params: Record<string, string>
  detail: string
  /** Short outcome: an HTTP status, or accepted. */
  answer: string
  ok: boolean
  ms: number
}

type Changes = {
  phone: [number: string]
  typing: [number: string, phoneNumberId: string]
  phones: []
  wire: []
  faults: []
  closing: []
}

/** What screens listen to, and the last calls in memory. */
export function createWireLog(keep = 120) {
  const emitter = new EventEmitter<Changes>()
  emitter.setMaxListeners(0)
  let entries: WireEntry[] = []
  let seq = 0
  return {
    emitter,
    add(entry: Omit<WireEntry, 'seq'>) {
      seq += 1
      entries.push({ ...entry, seq })
      if (entries.length > keep * 2) entries = entries.slice(-keep)
      emitter.emit('wire')
    },
    latest: (limit: number) => entries.slice(-limit).reverse(),
    clear() {
      entries = []
      emitter.emit('wire')
    },
  }
}

export type WireLog = ReturnType<typeof createWireLog>
