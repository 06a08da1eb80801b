import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { numberId, stage } from '../testing/stage'

let simulator: Awaited<ReturnType<typeof stage>>
beforeAll(async () => {
  simulator = await stage()
  await simulator.putAccount()
})
afterAll(() => simulator.close())

describe('the screen', () => {
  it('may stand in a frame of this machine and runs no script but its own', async () => {
    const response = await fetch(`${simulator.base}/?lang=nl`)
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain('frame-ancestors http://localhost:* http://127.0.0.1:*')
    expect(policy).toContain("script-src 'self'")
    expect(response.headers.get('x-frame-options')).toBeNull()
    expect(await response.text()).toContain('Nog een telefoon')
  })

  it('opens a chat by WhatsApp link without letting its text become markup', async () => {
    const text = encodeURIComponent('</script><script>alert(1)</script>')
    const response = await fetch(`${simulator.base}/wa.me/31201234567?text=${text}`)
    expect(response.status).toBe(200)
    expect(await response.text()).not.toContain('<script>alert')
    expect((await fetch(`${simulator.base}/wa.me/31209999999`)).status).toBe(404)
  })

  it('speaks the language the browser likes', async () => {
    const response = await fetch(`${simulator.base}/`, {
      headers: { 'accept-language': 'de,nl;q=0.8,en;q=0.5' },
    })
    expect(await response.text()).toContain('<html lang="nl"')
  })

  it.each(['0612345678', '+31 6 12345678', '0031612345678'])(
    'takes %s as a Dutch mobile number',
    async (number) => {
      const answer = await simulator.call('POST', '/phone/phones', { number, name: 'Femke' })
      expect(answer.body).toMatchObject({ number: '31612345678', shown: '+31 6 12345678' })
    },
  )

  it.each(['12', 'abc', '+31 6 1234', '+31201234567'])('refuses %s as a phone', async (number) => {
    expect((await simulator.call('POST', '/phone/phones', { number, name: 'Femke' })).status).toBe(400)
  })

  it('lets no form of another site act', async () => {
    const response = await fetch(`${simulator.base}/control/reset`, { method: 'POST', body: 'x' })
    expect(response.status).toBe(415)
  })

  it('hides what was sent while blocked', async () => {
    await simulator.call('POST', '/phone/phones', { number: '+31655500101', name: 'Sanne' })
    const act = (what: object) =>
      simulator.call('POST', '/phone/phones/31655500101/acts', { business: numberId, ...what })
    await act({ act: 'write', text: 'Hallo' })
    await act({ act: 'block', on: true })
    expect((await act({ act: 'write', text: 'Nog iets' })).body).toEqual({ problem: 'blocked' })
    await simulator.send({ to: '+31655500101', type: 'text', text: { body: 'Dag' } })
    const message = async () =>
      (await simulator.call('GET', '/control/messages?to=%2B31655500101')).body.messages.at(-1)
    await expect.poll(async () => (await message()).status).toBe('sent')
    const phone = await simulator.call('GET', '/phone/phones/31655500101')
    expect(phone.body.chats[0].messages).toHaveLength(1)
  })

  it('mutes, hides the number and takes another one, and shows it to the phone', async () => {
    await simulator.call('POST', '/phone/phones', { number: '+31655500141', name: 'Bram' })
    const act = (what: object, number = '31655500141') =>
      simulator.call('POST', `/phone/phones/${number}/acts`, what)
    await act({ act: 'mute', business: numberId })
    await act({ act: 'username', username: 'bram.fietst' })
    const phone = (await simulator.call('GET', '/phone/phones/31655500141')).body
    expect(phone).toMatchObject({ username: 'bram.fietst' })
    expect(
      phone.chats.find((chat: { business: { id: string } }) => chat.business.id === numberId),
    ).toMatchObject({
      muted: true,
    })
    expect((await act({ act: 'username', username: 'Niet Goed' })).status).toBe(400)
    expect((await act({ act: 'move', to: '31201234567' })).body).toEqual({ problem: 'number' })
    expect((await act({ act: 'move', to: '31655500142' })).body).toEqual({ number: '31655500142' })
    expect((await simulator.call('GET', '/phone/phones/31655500141')).status).toBe(404)
    expect((await simulator.call('GET', '/phone/phones/31655500142')).body).toMatchObject({ name: 'Bram' })
  })

  it('speaks of everything in both languages, and asks for no word that is not there', async () => {
    const { words } = await import('./words')
    expect(Object.keys(words.nl).sort()).toEqual(Object.keys(words.en).sort())
    const folder = new URL('./browser/', import.meta.url)
    const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'))
    const asked = scripts.flatMap((file) => [
      ...readFileSync(new URL(file, folder), 'utf8').matchAll(/\bt\('(\w+)'/g),
    ])
    const missing = asked.map(([, key = '']) => key).filter((key) => !(key in words.en))
    expect(missing).toEqual([])
  })
})
