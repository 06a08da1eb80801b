import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { understandKeyword } from './keywords'
import { readNearMiss } from './near-miss'

describe('a reply that reads almost like STOP goes to a person', () => {
  it.each([
    // Dutch
    ['stop a.u.b. met die berichten', 'sentence'],
    ['Stop aub!', 'courtesy'],
    ['Ik wil stoppen', 'courtesy'],
    ['STPO', 'typo'],
    ['stoop', 'typo'],
    ['afmeldn', 'typo'],
    ['Afmleden', 'typo'],
    ['uitschrijfen', 'typo'],
    ['Kunnen jullie stoppen met appen?', 'sentence'],
    ['Ik wil geen reclame meer van jullie', 'sentence'],
    ['geen berichten meer graag', 'sentence'],
    ['Stuur mij alsjeblieft niks meer', 'sentence'],
    ['Hoe kan ik mij afmelden?', 'sentence'],
    ['Meld me maar af', 'sentence'],
    ['haal me van de lijst', 'sentence'],
    ['Verwijder mijn nummer uit jullie systeem', 'sentence'],
    ['laat me toch met rust', 'sentence'],
    ['De berichten mogen stoppen', 'sentence'],
    // English
    ['please stop messaging me', 'sentence'],
    ['Stop it please', 'courtesy'],
    ['stop sending me these ads', 'sentence'],
    ['unsubscibe', 'typo'],
    ['no more texts', 'sentence'],
    ['Don’t text me again', 'sentence'],
    ['I want to unsubscribe from this', 'sentence'],
    ['take me off your list', 'sentence'],
    ['remove my number', 'sentence'],
    // German
    ['STOPP bitte', 'courtesy'],
    ['Bitte keine Werbung mehr', 'sentence'],
    ['Ich möchte mich abmelden', 'courtesy'],
    ['Abmeldn', 'typo'],
    ['Hört auf mir zu schreiben', 'sentence'],
    ['Ich will keine Nachrichten', 'sentence'],
    ['Löschen Sie meine Nummer', 'sentence'],
    ['Bitte melden Sie mich ab', 'sentence'],
    // French
    ['arrêtez de m’envoyer des messages', 'sentence'],
    ['Je ne veux plus recevoir vos offres', 'sentence'],
    ['stop svp', 'courtesy'],
    ['comment me désabonner ?', 'sentence'],
    ['desaboner', 'typo'],
    ['plus de pub merci', 'sentence'],
    ['supprimez mon numéro', 'sentence'],
    // Spanish, and a little Portuguese
    ['no quiero recibir más mensajes', 'sentence'],
    ['por favor dejen de escribirme', 'sentence'],
    ['quiero darme de baja', 'sentence'],
    ['no me manden más', 'sentence'],
    ['stop por favor', 'courtesy'],
    ['não quero mais mensagens', 'sentence'],
  ])('%j (%s)', (text, why) => {
    expect(readNearMiss(text)).toEqual({ why })
  })
})

describe('what only sounds like it is left alone', () => {
  it.each([
    // Dutch
    'ik stop even bij de winkel',
    'Kan ik vrijdag langs de bushalte stop?',
    'Ik wil stoppen met roken',
    'De stopcontacten doen het niet',
    'Ik heb nog geen bericht gekregen over mijn fiets',
    'ik krijg geen berichten meer, klopt dat?',
    'Niet stoppen met sturen hoor, ik vind het leuk',
    'Kan ik me afmelden voor de proefrit?',
    'Ja, meld mij aan. Code W3N8K',
    'shop',
    'stoep',
    'top',
    'aamelden',
    'inschrijven',
    'Ik zet mijn fiets op de stoep',
    'Mijn ketting is gestopt met lopen',
    // English
    'I will stop by the shop tomorrow',
    'please don’t stop sending me these',
    'Can I cancel my appointment?',
    'Where is the bus stop?',
    'I did not get your message',
    'step',
    'subscribe',
    // German
    'Ich möchte mich anmelden',
    'Kann ich mein Auto abmelden?',
    'Bitte nicht abmelden',
    'Ich komme morgen an der Haltestelle vorbei',
    'bestellen',
    // French
    'je n’ai pas reçu le message',
    'Je m’arrête au magasin demain',
    'ne me désabonnez pas',
    'N’arrêtez surtout pas',
    // Spanish
    '¿Para cuándo estará mi bicicleta?',
    'Quiero cancelar mi cita',
    // Keywords act by themselves.
    'STOP',
    'afmelden!',
    'Start',
    'Hilfe',
    '👍',
    '',
  ])('%j', (text) => {
    expect(readNearMiss(text)).toBeNull()
  })

  it('never takes a keyword for a near miss, and answers alike for any case, accents and punctuation', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const read = readNearMiss(text)
        if (understandKeyword(text)) expect(read).toBeNull()
        expect(readNearMiss(` ${text.toUpperCase()}!`)?.why === undefined).toBe(
          readNearMiss(` ${text.toUpperCase()}`)?.why === undefined,
        )
      }),
    )
    expect(readNearMiss('PLEASE, STOP... MESSAGING me!!')).toEqual({ why: 'sentence' })
  })

  it('reads the longest message that WhatsApp lets through in no time worth naming', () => {
    const long = 'stop geen wil ik niet meer keine will '.repeat(110)
    for (let times = 0; times < 50; times += 1) readNearMiss(long)
    expect(readNearMiss('hallo '.repeat(600))).toBeNull()
  })
})
