import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbedded } from './embedded'
import { migrate } from './migrate'
import { administer, onServer, serverVariable, templateVariable } from './testing'

/**
 * Runs once before all tests: a PostgreSQL of its own (or the one in TEST_DATABASE_URL) with one migrated database
 * that every test file clones. Vitest calls what this returns when all tests are done.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL
    ? { url: process.env.TEST_DATABASE_URL, stop: async () => undefined }
    : await startTestServer()
  const template = `vinkje_template_${randomBytes(6).toString('hex')}`
  await administer(server.url, `create database ${template}`)
  await migrate(onServer(server.url, template))
  process.env[serverVariable] = server.url
  process.env[templateVariable] = template
  return async () => {
    await administer(server.url, `drop database if exists ${template} with (force)`)
    await server.stop()
  }
}

async function startTestServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'vinkje-test-'))
  // Run as root, PostgreSQL has an account of its own, and that must be able to walk through.
  chmodSync(dataDir, 0o711)
  const { url, stop } = await startEmbedded({ dataDir, durable: false })
  return {
    url,
    stop: async () => {
      await stop('immediate')
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
