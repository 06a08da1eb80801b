import { totalmem } from 'node:os'

/** An eighth of the machine's memory: the usual 128 MB hold neither the indexes of a million people nor a busy ledger. */
const bufferMegabytes = () => Math.min(1024, Math.max(128, Math.floor(totalmem() / 8 / 1024 / 1024)))

/** How the embedded server is run; the rest is PostgreSQL's own choice. */
export const settingsOf = (durable: boolean): string[] => [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=120',
  'timezone=UTC',
  'log_timezone=UTC',
  // What a person can do wrong is for the program that asked to report; the file keeps the server's own trouble.
  'log_min_messages=warning',
  'log_min_error_statement=panic',
  // Queries here are short: to compile one costs more than it saves.
  'jit=off',
  ...(durable
    ? [
        `shared_buffers=${bufferMegabytes()}MB`,
        // Fewer checkpoints: after each, a page that is touched goes into the log whole.
        'max_wal_size=2GB',
      ]
    : [
        'fsync=off',
        'synchronous_commit=off',
        'full_page_writes=off',
        'wal_level=minimal',
        'max_wal_senders=0',
      ]),
]
