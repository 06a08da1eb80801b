import { openAccounts } from './accounts'
import { openCm } from './cm'
import { emptyDatabase, openDatabase, transaction } from './database'
import { openLinks } from './links'
import { openLives } from './lives'
import { openMails } from './mails'
import { openMedia } from './media'
import { openMessages } from './messages'
import { allRules, noRules, openOptions } from './options'
import { openPeople } from './people'
import { openOutbox, openPlans } from './queues'
import { openReached } from './reached'
import { openSms } from './sms'
import { openTemplates } from './templates'
import { openUploads } from './uploads'

export type Store = ReturnType<typeof openStore>

/** All state of the simulator. In memory when `dataDir` is undefined; then no rule holds until one is asked for. */
export function openStore(dataDir: string | undefined) {
  const database = openDatabase(dataDir)
  const accounts = openAccounts(database)
  const templates = openTemplates(database)
  const people = openPeople(database)
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
    messages: openMessages(database),
    outbox: openOutbox(database),
    plans: openPlans(database),
    transaction: <Result>(work: () => Result) => transaction(database, work),
    empty() {
      emptyDatabase(database)
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
