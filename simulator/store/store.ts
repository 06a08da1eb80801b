import { openAccounts } from './accounts'
import { openCm } from './cm'
import { emptyDatabase, openDatabase, transaction } from './database'
import { openLinks } from './links'
import { openLives } from './lives'
import { openMails } from './mails'
import { openMedia } from './media'
import { messagesInMemory } from './memory/messages'
import { outboxInMemory, plansInMemory } from './memory/queues'
import { relationsInMemory } from './memory/relations'
import { openMessages } from './messages'
import { allRules, noRules, openOptions } from './options'
import { openPeople } from './people'
import { openOutbox, openPlans } from './queues'
import { openReached } from './reached'
import { openSms } from './sms'
import { openTemplates } from './templates'
import { openUploads } from './uploads'

export type Store = ReturnType<typeof openStore>

/** What every message touches, without a database: for `--bench`. */
function openMemory() {
  const parts = {
    messages: messagesInMemory(),
    relations: relationsInMemory(),
    outbox: outboxInMemory(),
    plans: plansInMemory(),
  }
  return {
    ...parts,
    empty() {
      for (const part of Object.values(parts)) part.forget()
    },
  }
}

/** All state of the simulator. In memory when `dataDir` is undefined; then no rule holds until one is asked for. */
export function openStore(dataDir: string | undefined) {
  const database = openDatabase(dataDir)
  const memory = dataDir === undefined ? openMemory() : undefined
  const accounts = openAccounts(database)
  const templates = openTemplates(database)
  const people = memory ? openPeople(database, memory.relations) : openPeople(database)
  const media = openMedia(database)
  const options = openOptions(database, dataDir === undefined ? noRules : allRules)
  const lives = openLives(database)
  const reached = openReached(database)
  const cm = openCm(database)
  return {
    accounts,
    templates,
    people,
    options,
    media,
    uploads: openUploads(database),
    links: openLinks(database),
    lives,
    reached,
    cm,
    sms: openSms(database),
    mails: openMails(database),
    messages: memory?.messages ?? openMessages(database),
    outbox: memory?.outbox ?? openOutbox(database),
    plans: memory?.plans ?? openPlans(database),
    // Nothing is taken back in memory: what refuses a message does so before anything is kept of it.
    transaction: <Result>(work: () => Result) => (memory ? work() : transaction(database, work)),
    empty() {
      emptyDatabase(database)
      memory?.empty()
      accounts.reload()
      templates.forget()
      people.reload()
      options.reload()
      media.forget()
      lives.reload()
      reached.reload()
      cm.reload()
    },
    close: () => database.close(),
  }
}
