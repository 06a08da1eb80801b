import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { openDatabase } from './database'

it('opens a state file of an earlier version and keeps what is in it', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'simulator-'))
  const old = new DatabaseSync(join(dataDir, 'simulator.sqlite'))
  old.exec('CREATE TABLE customers (number TEXT PRIMARY KEY) STRICT')
  old.exec("INSERT INTO customers VALUES ('31655500101')")
  old.exec('CREATE TABLE relations (phone_number_id TEXT NOT NULL, peer TEXT NOT NULL) STRICT')
  old.exec("INSERT INTO relations VALUES ('1', '31655500101')")
  old.close()

  // A column that may not be empty needs a default; one without cannot be added and says so.
  expect(() => openDatabase(dataDir)).toThrow(/NOT NULL/)

  const mended = new DatabaseSync(join(dataDir, 'simulator.sqlite'))
  mended.exec("ALTER TABLE customers ADD COLUMN name TEXT NOT NULL DEFAULT ''")
  mended.close()
  const database = openDatabase(dataDir)
  expect({ ...database.prepare('SELECT * FROM relations').get() }).toMatchObject({
    peer: '31655500101',
    received: 0,
    blocked: 0,
  })
  database.close()
  rmSync(dataDir, { recursive: true })
})
