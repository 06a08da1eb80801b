import { openAccounts } from './accounts'
import { emptyDatabase, openDatabase, transaction } from './database'
import { openLinks } from './links'
import { openMedia } from './media'
import { openMessages } from './messages'
import { openOptions } from './options'
import { openPeople } from './people'
import { openOutbox, openPlans } from './queues'
import { openTemplates } from './templates'
import { openUploads } from './uploads'

export type Store = ReturnType<typeof openStore>

/** All state of the simulator. In memory when `dataDir` is undefined. */
export function openStore(dataDir: string | undefined) {
  const database = openDatabase(dataDir)
  const accounts = openAccounts(database)
  const templates = openTemplates(database)
  const people = openPeople(database)
  const options = openOptions(database)
  const media = openMedia(database)
  return {
    accounts,
    templates,
    people,
    options,
    media,
    uploads: openUploads(database),
    links: openLinks(database),
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
    },
    close: () => database.close(),
  }
}
