import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '@/db/client'
import { openTestPages } from '../landing-pages/testing-pages'
import { makeTestBrand } from '../testing-brand'
import { checkDomain, nameDomain, removeDomain } from './commands'
import { handleElsewhere, isOwnDomain } from './elsewhere'
import { handleDomainProof } from './proof'
import { getDomain, getPublicOrigin } from './queries'
import { findDomainProblem } from './reach'
import { isPublicAddress, readHost } from './rules'

const token = 'ABCDEFGHJKMNPQRSTVWX'

test.each([
  ['hallo.fietserijnoord.nl', 'hallo.fietserijnoord.nl'],
  [' HALLO.FietserijNoord.nl ', 'hallo.fietserijnoord.nl'],
  ['https://hallo.fietserijnoord.nl/', 'hallo.fietserijnoord.nl'],
  ['привет.рф', 'xn--b1agh1afp.xn--p1ai'],
  ['hallo.fietserijnoord.nl/winkel', undefined],
  ['hallo.fietserijnoord.nl:8443', undefined],
  ['user@hallo.fietserijnoord.nl', undefined],
  ['fietserij', undefined],
  ['127.0.0.1', undefined],
  ['0x7f.1', undefined],
  ['[::1]', undefined],
  ['db.internal', undefined],
  ['web.localhost', undefined],
  ['-a.nl', undefined],
  ['', undefined],
  ['<script>.nl', undefined],
])('typed as %j, a public domain is %s', (typed, host) => {
  expect(readHost(typed, false)).toBe(host)
})

test('on a developer’s machine a port and a local name will do', () => {
  expect(readHost('noord.localhost:3000', true)).toBe('noord.localhost:3000')
})

test.each([
  ['93.184.216.34', true],
  ['2a00:1450:400e:80c::2004', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['169.254.169.254', false],
  ['172.31.255.255', false],
  ['192.168.1.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['::1', false],
  ['::ffff:10.0.0.1', false],
  ['fd00::1', false],
  ['fe80::1', false],
  ['2002:7f00:1::', false],
  ['64:ff9b::7f00:1', false],
  ['elsewhere', false],
])('whether anybody can reach %s: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic)
})

describe('asking a domain whether it leads here', () => {
  let server: Server
  let answer: (url: string) => Promise<Response>
  let asked = 0
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      asked += 1
      const answered = await answer(`http://${request.headers.host}${request.url}`)
      response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(await answered.text())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => server.close())
  beforeEach(() => {
    asked = 0
    answer = (url) => handleDomainProof(new Request(url))
  })
  const host = () => `hallo.test-shop.nl:${(server.address() as AddressInfo).port}`
  const ask = (allowInside = true, addresses = ['127.0.0.1']) =>
    findDomainProblem(host(), token, {
      ...{ scheme: 'http:', allowInside },
      lookup: async () => addresses.map((address) => ({ address, family: 4 })),
    })

  test('finds nothing wrong when our own word comes back', async () => {
    expect(await ask()).toBeUndefined()
  })

  test('calls nobody inside a network, not even when one of several addresses is there', async () => {
    expect(await ask(false)).toBe('inside')
    expect(await ask(false, ['93.184.216.34', '127.0.0.1'])).toBe('inside')
    expect(asked).toBe(0)
  })

  test.each([
    ['another word', async () => new Response('something else')],
    ['a redirect', async () => new Response('', { status: 302, headers: { location: '/' } })],
  ])('is not content with %s', async (_, other) => {
    answer = other
    expect(await ask()).toBe('elsewhere')
  })

  test('reads no more than the word is long', async () => {
    answer = async () => new Response('x'.repeat(100_000))
    expect(await ask()).toBe('unreachable')
  })

  test('says so when a name is nobody’s, or nobody answers', async () => {
    expect(await ask(true, [])).toBe('not-found')
    const closed = {
      scheme: 'http:' as const,
      allowInside: true,
      lookup: async () => [{ address: '127.0.0.1', family: 4 }],
    }
    expect(await findDomainProblem('hallo.test-shop.nl:1', token, closed)).toBe('unreachable')
  })
})

describe('a brand with a domain of its own', () => {
  let pages: Awaited<ReturnType<typeof openTestPages>>
  let database: Database
  let server: Server
  let host: string
  const lookup = async () => [{ address: '127.0.0.1', family: 4 }]

  beforeAll(async () => {
    pages = await openTestPages()
    database = { db: pages.store.db, sql: pages.store.sql, close: pages.store.drop }
    await pages.makePage('eigen')
    server = createServer(async (request, response) => {
      const answered = await handleDomainProof(new Request(`http://localhost${request.url}`))
      response.writeHead(answered.status).end(await answered.text())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    host = `hallo.noord.nl:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    server.close()
    await pages.store.drop()
  })
  beforeEach(() => pages.newVisitor())

  const canonical = async () =>
    /rel="canonical" href="([^"]+)"/.exec(await (await pages.get('/p/eigen?lang=nl')).text())?.[1]

  test('keeps its links on this server until the domain was seen to lead here', async () => {
    await nameDomain(pages.ctx, { host })
    expect((await getDomain(pages.ctx))?.verifiedAt).toBeNull()
    expect(await getPublicOrigin(pages.ctx)).toBe('http://localhost:3000')
    expect(await checkDomain(pages.ctx, { lookup })).toEqual({ problem: null })
    expect(await getPublicOrigin(pages.ctx)).toBe(`http://${host}`)
    await expect.poll(canonical).toBe(`http://${host}/p/eigen?lang=nl`)
  })

  test('has its own pages there and no others', async () => {
    const other = await makeTestBrand(pages.store, 'zuid', pages.ctx.now)
    const at = { 'x-forwarded-host': host }
    expect((await pages.get('/p/eigen', at)).status).toBe(200)
    await nameDomain(other.ctx, { host: `zuid.nl:${host.split(':')[1]}` })
    expect(await checkDomain(other.ctx, { lookup })).toEqual({ problem: null })
    const elsewhere = { 'x-forwarded-host': `zuid.nl:${host.split(':')[1]}` }
    expect((await pages.get('/p/eigen', elsewhere)).status).toBe(404)
  })

  test('shows nothing of ours there: the front door leads to the website, all else is not there', async () => {
    const ask = (path: string) => handleElsewhere(new Request(`http://${host}${path}`), { database })
    const door = await ask('/')
    expect([door.status, door.headers.get('location')]).toEqual([302, 'https://fietserijnoord.example'])
    expect((await ask('/sign-in')).status).toBe(404)
    expect(await isOwnDomain(host, { database })).toBe(true)
    expect(await isOwnDomain('localhost:3000', { database })).toBe(false)
    expect(await isOwnDomain('somebody.example', { database })).toBe(false)
  })

  test('cannot be taken by another brand, and can be named by it in vain', async () => {
    const other = await makeTestBrand(pages.store, 'west', pages.ctx.now)
    await nameDomain(other.ctx, { host })
    expect(await checkDomain(other.ctx, { lookup })).toEqual({ problem: 'taken' })
    expect(await getPublicOrigin(pages.ctx)).toBe(`http://${host}`)
    await removeDomain(pages.ctx)
    expect(await checkDomain(other.ctx, { lookup })).toEqual({ problem: null })
    await removeDomain(other.ctx)
  })

  test('stops counting when it no longer leads here', async () => {
    await nameDomain(pages.ctx, { host })
    await checkDomain(pages.ctx, { lookup })
    expect(await checkDomain(pages.ctx, { lookup: async () => [] })).toEqual({ problem: 'not-found' })
    expect(await getPublicOrigin(pages.ctx)).toBe('http://localhost:3000')
  })

  test('is never this server’s own name, nor one that cannot be read', async () => {
    for (const wrong of ['localhost:3000', '127.0.0.1', 'no spaces.nl']) {
      await expect(nameDomain(pages.ctx, { host: wrong })).rejects.toMatchObject({ code: 'domain-invalid' })
    }
  })

  test('a viewer may not name one', async () => {
    const viewer = { ...pages.ctx, scope: { ...pages.ctx.scope, role: 'viewer' as const } }
    await expect(nameDomain(viewer, { host: 'a.nl' })).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
