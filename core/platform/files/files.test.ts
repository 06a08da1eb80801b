import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { diskStore } from './disk'
import { s3Store } from './s3'
import type { FileStore } from './types'

/** A keeper that speaks as much of S3's wire as a store needs: path-style addresses, PUT, GET, DELETE, NoSuchKey. */
function openBucket() {
  const objects = new Map<string, { bytes: Buffer; type: string }>()
  const server = createServer(async (request, response) => {
    const key = new URL(request.url ?? '', 'http://keeper').pathname
    if (request.method === 'PUT') {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part)
      objects.set(key, { bytes: Buffer.concat(parts), type: request.headers['content-type'] ?? '' })
      response.end()
    } else if (request.method === 'DELETE') {
      objects.delete(key)
      response.writeHead(204).end()
    } else {
      const found = objects.get(key)
      if (found)
        response
          .writeHead(200, { 'content-type': found.type, 'content-length': found.bytes.length })
          .end(found.bytes)
      else response.writeHead(404).end('<Error><Code>NoSuchKey</Code><Message>none</Message></Error>')
    }
  })
  return { objects, server }
}

const bucket = openBucket()
const stores = new Map<string, FileStore>()
let folder: string

const listen = (server: Server) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vinkje-files-'))
  stores.set('disk', diskStore(folder))
  const endpoint = `http://127.0.0.1:${await listen(bucket.server)}`
  stores.set('bucket', s3Store({ bucket: 'vinkje', endpoint, region: 'eu-1', keyId: 'id', secret: 'secret' }))
})

afterAll(async () => {
  bucket.server.close()
  await rm(folder, { recursive: true })
})

const storeOf = (name: string) => stores.get(name) as FileStore

async function read(store: FileStore, key: string): Promise<string | undefined> {
  const found = await store.get(key)
  if (!found) return undefined
  const text = await new Response(found.body).text()
  expect(found.byteSize).toBe(Buffer.byteLength(text))
  return text
}

async function* inPieces(...pieces: string[]) {
  for (const piece of pieces) yield Buffer.from(piece)
}

describe.each(['disk', 'bucket'])('files on %s', (name) => {
  test('come back as they were kept, at once or in pieces', async () => {
    const store = storeOf(name)
    await store.put('pictures/one/960.webp', Buffer.from('whole'), 'image/webp')
    await store.put('sheets/two.pdf', inPieces('in ', 'pieces'), 'application/pdf')
    expect(await read(store, 'pictures/one/960.webp')).toBe('whole')
    expect(await read(store, 'sheets/two.pdf')).toBe('in pieces')
  })

  test('take the place of what was there', async () => {
    const store = storeOf(name)
    await store.put('sheets/same.pdf', Buffer.from('first, longer'), 'application/pdf')
    await store.put('sheets/same.pdf', Buffer.from('second'), 'application/pdf')
    expect(await read(store, 'sheets/same.pdf')).toBe('second')
  })

  test('are gone once removed, and removing what is not there is no fault', async () => {
    const store = storeOf(name)
    await store.put('sheets/gone.pdf', Buffer.from('x'), 'application/pdf')
    await store.remove('sheets/gone.pdf')
    await store.remove('sheets/gone.pdf')
    expect(await read(store, 'sheets/gone.pdf')).toBeUndefined()
  })

  test.each(['../secrets.json', 'pictures/../../secrets.json', '/etc/passwd', 'pictures', 'a/b c', ''])(
    'are never sought outside of their place: %j',
    async (key) => {
      await expect(storeOf(name).get(key)).rejects.toThrow('no key of a file')
      await expect(storeOf(name).put(key, Buffer.from('x'), 'text/plain')).rejects.toThrow('no key of a file')
    },
  )
})

test('a write that breaks off leaves neither half a file nor its remains', async () => {
  async function* broken() {
    yield Buffer.from('half')
    throw new Error('line broke')
  }
  const store = storeOf('disk')
  await expect(store.put('sheets/broken/one.pdf', broken(), 'application/pdf')).rejects.toThrow('line broke')
  expect(await store.get('sheets/broken/one.pdf')).toBeUndefined()
  expect(await readdir(path.join(folder, 'files', 'sheets', 'broken'))).toEqual([])
})
