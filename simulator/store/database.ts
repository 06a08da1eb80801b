import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type StatementResultingChanges } from 'node:sqlite'

const schema = `
CREATE TABLE IF NOT EXISTS accounts (
  waba_id TEXT PRIMARY KEY, business_name TEXT NOT NULL, phone_number_id TEXT NOT NULL UNIQUE,
  display_phone_number TEXT NOT NULL UNIQUE, verified_name TEXT NOT NULL, access_token TEXT NOT NULL,
  app_secret TEXT NOT NULL, messaging_limit TEXT NOT NULL, quality_rating TEXT NOT NULL,
  picture_svg TEXT, colour TEXT, callback_uri TEXT, subscribed INTEGER NOT NULL DEFAULT 0,
  app_id TEXT NOT NULL DEFAULT '', country TEXT NOT NULL DEFAULT 'NL',
  permissions TEXT NOT NULL DEFAULT 'whatsapp_business_messaging,whatsapp_business_management',
  registered INTEGER NOT NULL DEFAULT 1, pin TEXT, number_status TEXT NOT NULL DEFAULT 'CONNECTED',
  name_status TEXT NOT NULL DEFAULT 'APPROVED', review_status TEXT NOT NULL DEFAULT 'APPROVED',
  verified INTEGER NOT NULL DEFAULT 1, identity_check INTEGER NOT NULL DEFAULT 0,
  insights INTEGER NOT NULL DEFAULT 0, verify_token TEXT, number_callback_uri TEXT,
  limits TEXT NOT NULL DEFAULT '{}') STRICT;
CREATE TABLE IF NOT EXISTS templates (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, waba_id TEXT NOT NULL, name TEXT NOT NULL,
  language TEXT NOT NULL, category TEXT NOT NULL, components TEXT NOT NULL, parameter_format TEXT NOT NULL,
  status TEXT NOT NULL, quality_score TEXT NOT NULL, quality_at INTEGER NOT NULL, rejected_reason TEXT NOT NULL,
  created_at INTEGER NOT NULL DEFAULT 0, previous_category TEXT, correct_category TEXT, rejection_info TEXT,
  ttl_seconds INTEGER, edits TEXT NOT NULL DEFAULT '[]',
  UNIQUE (waba_id, name, language)) STRICT;
CREATE TABLE IF NOT EXISTS deleted_names (
  waba_id TEXT NOT NULL, name TEXT NOT NULL, deleted_at INTEGER NOT NULL,
  PRIMARY KEY (waba_id, name)) STRICT;
CREATE TABLE IF NOT EXISTS messages (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, waba_id TEXT NOT NULL,
  phone_number_id TEXT NOT NULL, peer TEXT NOT NULL, direction TEXT NOT NULL, type TEXT NOT NULL,
  content TEXT NOT NULL, template_id TEXT, template_name TEXT, pricing TEXT, status TEXT NOT NULL,
  opaque TEXT, context_id TEXT, nth INTEGER NOT NULL, error_code INTEGER,
  created_at INTEGER NOT NULL, read_at INTEGER, annoyance REAL NOT NULL DEFAULT 1, opened_at INTEGER,
  window_open INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX IF NOT EXISTS messages_peer ON messages (peer, phone_number_id, seq);
CREATE TABLE IF NOT EXISTS phones (
  number TEXT PRIMARY KEY, name TEXT NOT NULL, theme TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS customers (number TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS relations (
  phone_number_id TEXT NOT NULL, peer TEXT NOT NULL, window_until INTEGER NOT NULL DEFAULT 0,
  received INTEGER NOT NULL DEFAULT 0, blocked INTEGER NOT NULL DEFAULT 0, stopped INTEGER NOT NULL DEFAULT 0,
  reported INTEGER NOT NULL DEFAULT 0, muted INTEGER NOT NULL DEFAULT 0,
  load REAL NOT NULL DEFAULT 0, load_at INTEGER NOT NULL DEFAULT 0,
  burst_at INTEGER NOT NULL DEFAULT 0, burst_count INTEGER NOT NULL DEFAULT 0, debt_until INTEGER NOT NULL DEFAULT 0,
  number_seen_at INTEGER NOT NULL DEFAULT 0, ad_until INTEGER NOT NULL DEFAULT 0,
  ad_answer_until INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (phone_number_id, peer)) STRICT;
CREATE TABLE IF NOT EXISTS usernames (number TEXT PRIMARY KEY, username TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS moves (old TEXT PRIMARY KEY, new TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS template_lives (
  template_id TEXT PRIMARY KEY, pauses INTEGER NOT NULL DEFAULT 0, paused_by TEXT NOT NULL DEFAULT '',
  paused_at INTEGER NOT NULL DEFAULT 0, since INTEGER NOT NULL DEFAULT 0, pacing TEXT NOT NULL DEFAULT 'open',
  paced_sent INTEGER NOT NULL DEFAULT 0, held_at INTEGER NOT NULL DEFAULT 0, appeal REAL) STRICT;
CREATE TABLE IF NOT EXISTS template_feedback (
  template_id TEXT NOT NULL, hour INTEGER NOT NULL, delivered INTEGER NOT NULL DEFAULT 0,
  read INTEGER NOT NULL DEFAULT 0, stopped INTEGER NOT NULL DEFAULT 0, switched INTEGER NOT NULL DEFAULT 0,
  muted INTEGER NOT NULL DEFAULT 0, blocked INTEGER NOT NULL DEFAULT 0, reported INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (template_id, hour)) STRICT;
CREATE TABLE IF NOT EXISTS reached (
  waba_id TEXT NOT NULL, peer TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (waba_id, peer)) STRICT;
CREATE INDEX IF NOT EXISTS messages_held ON messages (template_id, seq) WHERE status = 'held';
CREATE TABLE IF NOT EXISTS outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, waba_id TEXT NOT NULL, change TEXT NOT NULL, message_id TEXT,
  created_at INTEGER NOT NULL, due_at INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX IF NOT EXISTS outbox_account ON outbox (waba_id, seq);
CREATE TABLE IF NOT EXISTS plans (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, due_at INTEGER NOT NULL, step TEXT NOT NULL, ref TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS plans_due ON plans (due_at, seq);
CREATE TABLE IF NOT EXISTS media (
  id TEXT PRIMARY KEY, phone_number_id TEXT NOT NULL, mime_type TEXT NOT NULL, sha256 TEXT NOT NULL,
  size INTEGER NOT NULL, name TEXT, expires_at INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS uploads (
  id TEXT PRIMARY KEY, app_id TEXT NOT NULL, access_token TEXT NOT NULL, file_name TEXT NOT NULL,
  file_type TEXT NOT NULL, file_length INTEGER NOT NULL, received INTEGER NOT NULL, handle TEXT UNIQUE,
  created_at INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS links (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE, phone_number_id TEXT NOT NULL,
  prefilled_message TEXT NOT NULL, image_format TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS cm_accounts (
  product_token TEXT PRIMARY KEY, name TEXT NOT NULL, whatsapp_number TEXT UNIQUE, namespace TEXT,
  statuses_url TEXT, messages_url TEXT, balance INTEGER) STRICT;
CREATE TABLE IF NOT EXISTS cm_posts (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, product_token TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
  created_at INTEGER NOT NULL, due_at INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX IF NOT EXISTS cm_posts_due ON cm_posts (due_at, seq);
CREATE TABLE IF NOT EXISTS cm_blocked (number TEXT PRIMARY KEY) STRICT;
CREATE TABLE IF NOT EXISTS sms (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, product_token TEXT NOT NULL, sender TEXT NOT NULL,
  peer TEXT NOT NULL, direction TEXT NOT NULL, text TEXT NOT NULL, parts INTEGER NOT NULL, status TEXT NOT NULL,
  reference TEXT NOT NULL, created_at INTEGER NOT NULL, read_at INTEGER, next_step TEXT, next_at INTEGER) STRICT;
CREATE INDEX IF NOT EXISTS sms_peer ON sms (peer, seq);
CREATE INDEX IF NOT EXISTS sms_next ON sms (next_at) WHERE next_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS mails (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, address TEXT NOT NULL, from_name TEXT NOT NULL,
  from_address TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, html TEXT, headers TEXT NOT NULL,
  attachments TEXT NOT NULL, at INTEGER NOT NULL, read_at INTEGER) STRICT;
CREATE INDEX IF NOT EXISTS mails_address ON mails (address, seq);
CREATE TABLE IF NOT EXISTS addresses (number TEXT PRIMARY KEY, address TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS options (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`

const tables = [
  'accounts',
  'templates',
  'deleted_names',
  'messages',
  'phones',
  'customers',
  'relations',
  'usernames',
  'moves',
  'template_lives',
  'template_feedback',
  'reached',
  'outbox',
  'plans',
  'media',
  'uploads',
  'links',
  'cm_accounts',
  'cm_posts',
  'cm_blocked',
  'sms',
  'mails',
  'addresses',
  'options',
] as const

export type Database = DatabaseSync

/** What a part of the store can do, wherever it keeps its rows: nobody hears how many it touched. */
export type Part<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => StatementResultingChanges ? (...args: A) => void : T[K]
}

/** Opens the state file in `dataDir`, or a state in memory when `dataDir` is undefined. */
export function openDatabase(dataDir: string | undefined): Database {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true })
  const database = new DatabaseSync(dataDir === undefined ? ':memory:' : join(dataDir, 'simulator.sqlite'))
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000')
  database.exec(schema)
  addMissingColumns(database)
  return database
}

type Column = { name: string; type: string; notnull: number; dflt_value: string | null; pk: number }

/** A state file of an earlier version gets the columns that the schema has gained since. */
function addMissingColumns(database: Database): void {
  const wanted = new DatabaseSync(':memory:')
  wanted.exec(schema)
  const columnsOf = (one: Database, table: string) =>
    one.prepare(`PRAGMA table_info(${table})`).all() as Column[]
  for (const table of tables) {
    const present = new Set(columnsOf(database, table).map((column) => column.name))
    for (const column of columnsOf(wanted, table)) {
      if (present.has(column.name)) continue
      const rest = `${column.notnull ? ' NOT NULL' : ''}${column.dflt_value === null ? '' : ` DEFAULT ${column.dflt_value}`}`
      database.exec(`ALTER TABLE ${table} ADD COLUMN ${column.name} ${column.type}${rest}`)
    }
  }
  wanted.close()
}

/** Runs `work` in one transaction; calls may nest, the outermost one commits. */
export function transaction<Result>(database: Database, work: () => Result): Result {
  if (database.isTransaction) return work()
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

/** Forgets everything. */
export function emptyDatabase(database: Database): void {
  transaction(database, () => {
    for (const table of tables) database.exec(`DELETE FROM ${table}`)
  })
}
