import type { PublicLanguage } from '@/db/states'

const nl = {
  title: 'Een bewijs controleren',
  intro:
    'Kies het bestand (PDF of JSON) van een bewijs van toestemming, of plak de inhoud. Wij rekenen na of het klopt. Er wordt niets bewaard, en we laten niets zien dat niet al in het bewijs staat.',
  file: 'Bestand',
  text: 'Of de inhoud',
  check: 'Controleer',
  again: 'Nog een bewijs controleren',
  unreadable:
    'Dit is geen bewijs dat we kunnen lezen. Kies het bestand zoals je het kreeg, PDF of JSON, zonder iets te veranderen.',
  tooLarge: 'Dit bestand is te groot voor een bewijs.',
  tooMany: 'Er wordt te vaak gecontroleerd vanaf dit netwerk. Probeer het over een minuut.',
  unavailable: 'Controleren lukte niet, door een fout aan onze kant. Probeer het zo opnieuw.',
  proven: 'Dit bewijs klopt',
  provenText: 'Alles wat erin staat is vastgelegd zoals het er staat, en is sindsdien niet veranderd.',
  waiting: 'Dit bewijs klopt, en is nog niet helemaal verzegeld',
  waitingText: 'Wat pas is gebeurd wordt binnen enkele tellen verzegeld. Vraag daarna een nieuw bewijs.',
  wrong: 'Dit bewijs klopt niet',
  wrongText:
    'Wat hieronder met een kruis staat is anders dan wat is vastgelegd. Het bestand is veranderd, of de administratie.',
  checks: {
    inclusion: 'De handeling ligt onveranderd in haar zegel',
    seal: 'Het zegel is van deze server, en elk later zegel rust erop',
    ledger: 'De administratie heeft de handeling nu nog zo',
    wording: 'De zin is de zin die te lezen was',
    documents: 'De pagina is de pagina die te zien was',
    evidence: 'Het bewijsmateriaal is wat er toen bij is vastgelegd',
  },
  verdicts: { yes: 'klopt', no: 'klopt niet', absent: 'staat niet in dit bewijs' },
  whatIsProven: 'Wat hiermee is bewezen',
  isProven: [
    'Deze handelingen zijn op of voor het moment van hun zegel vastgelegd, in deze volgorde en met deze woorden.',
    'Niemand heeft ze daarna veranderd, weggehaald of ertussen gezet zonder dat het opvalt.',
  ],
  isNotProven: [
    'Wie het nummer invulde. Een vinkje bewijst dat iemand het nummer typte; een bevestiging bewijst dat er een bericht kwam van dat nummer.',
    'Dat de tijd van de handeling zelf precies klopt. Vast staat dat zij er was toen het zegel werd gezet.',
    'Of de toestemming nu nog geldt. Wat na dit bewijs gebeurde staat er niet in.',
  ],
  whatIsNotProven: 'Wat niet',
  sealed: (position: number, at: string) => `Zegel ${position}, ${at}`,
}

type VerifyWords = typeof nl

const en: VerifyWords = {
  title: 'Check a proof',
  intro:
    'Choose the file (PDF or JSON) of a proof of consent, or paste what is in it. We work out whether it is right. Nothing is kept, and we show nothing that is not in the proof already.',
  file: 'File',
  text: 'Or what is in it',
  check: 'Check',
  again: 'Check another proof',
  unreadable:
    'This is no proof that we can read. Choose the file as you got it, PDF or JSON, without changing anything.',
  tooLarge: 'This file is too large to be a proof.',
  tooMany: 'Too many checks from this network. Try again in a minute.',
  unavailable: 'Checking did not work, through a fault of ours. Please try again in a moment.',
  proven: 'This proof is right',
  provenText: 'All that it says was recorded as it stands here, and has not changed since.',
  waiting: 'This proof is right, and not sealed completely yet',
  waitingText: 'What has just happened is sealed within seconds. Ask for a new proof after that.',
  wrong: 'This proof is not right',
  wrongText: 'What has a cross below is not what was recorded. The file was changed, or the records were.',
  checks: {
    inclusion: 'The act lies unchanged in its seal',
    seal: 'The seal is of this server, and every later seal rests on it',
    ledger: 'The records still hold the act like this',
    wording: 'The sentence is the one that was read',
    documents: 'The page is the one that was shown',
    evidence: 'The evidence is what was recorded with it',
  },
  verdicts: { yes: 'right', no: 'not right', absent: 'not in this proof' },
  whatIsProven: 'What this proves',
  isProven: [
    'These acts were recorded at or before the moment of their seal, in this order and with these words.',
    'Nobody has changed, removed or inserted one of them since without its being noticed.',
  ],
  isNotProven: [
    'Who filled in the number. A tick proves that somebody typed it; a confirmation proves that a message came from it.',
    'That the time of the act itself is exact. It is certain that it was there when the seal was made.',
    'Whether consent holds now. What happened after this proof is not in it.',
  ],
  whatIsNotProven: 'What it does not',
  sealed: (position, at) => `Seal ${position}, ${at}`,
}

const de: VerifyWords = {
  title: 'Einen Nachweis prüfen',
  intro:
    'Wählen Sie die Datei (PDF oder JSON) eines Einwilligungsnachweises, oder fügen Sie den Inhalt ein. Wir rechnen nach, ob er stimmt. Nichts wird gespeichert, und wir zeigen nichts, was nicht schon im Nachweis steht.',
  file: 'Datei',
  text: 'Oder der Inhalt',
  check: 'Prüfen',
  again: 'Einen weiteren Nachweis prüfen',
  unreadable:
    'Das ist kein Nachweis, den wir lesen können. Wählen Sie die Datei (PDF oder JSON) so, wie Sie sie erhalten haben.',
  tooLarge: 'Diese Datei ist zu groß für einen Nachweis.',
  tooMany: 'Von diesem Netz wird zu oft geprüft. Versuchen Sie es in einer Minute noch einmal.',
  unavailable:
    'Die Prüfung gelang nicht, durch einen Fehler bei uns. Bitte versuchen Sie es gleich noch einmal.',
  proven: 'Dieser Nachweis stimmt',
  provenText: 'Alles darin wurde so festgehalten, wie es hier steht, und seitdem nicht verändert.',
  waiting: 'Dieser Nachweis stimmt und ist noch nicht ganz versiegelt',
  waitingText:
    'Was eben erst geschah, wird in wenigen Sekunden versiegelt. Fordern Sie danach einen neuen Nachweis an.',
  wrong: 'Dieser Nachweis stimmt nicht',
  wrongText:
    'Was unten ein Kreuz trägt, ist anders als festgehalten. Die Datei wurde verändert, oder die Aufzeichnungen.',
  checks: {
    inclusion: 'Die Handlung liegt unverändert in ihrem Siegel',
    seal: 'Das Siegel ist von diesem Server, und jedes spätere ruht darauf',
    ledger: 'Die Aufzeichnungen haben die Handlung noch immer so',
    wording: 'Der Satz ist der, der zu lesen war',
    documents: 'Die Seite ist die, die zu sehen war',
    evidence: 'Das Beweismaterial ist das damals festgehaltene',
  },
  verdicts: { yes: 'stimmt', no: 'stimmt nicht', absent: 'nicht in diesem Nachweis' },
  whatIsProven: 'Was damit bewiesen ist',
  isProven: [
    'Diese Handlungen wurden spätestens zum Zeitpunkt ihres Siegels festgehalten, in dieser Reihenfolge und mit diesen Worten.',
    'Niemand hat sie seitdem unbemerkt verändert, entfernt oder eingefügt.',
  ],
  isNotProven: [
    'Wer die Nummer eingab. Ein Häkchen beweist, dass jemand sie tippte; eine Bestätigung, dass eine Nachricht von ihr kam.',
    'Dass die Uhrzeit der Handlung selbst genau stimmt. Sicher ist, dass sie da war, als das Siegel gesetzt wurde.',
    'Ob die Einwilligung jetzt gilt. Was nach diesem Nachweis geschah, steht nicht darin.',
  ],
  whatIsNotProven: 'Was nicht',
  sealed: (position, at) => `Siegel ${position}, ${at}`,
}

const fr: VerifyWords = {
  title: 'Vérifier une preuve',
  intro:
    'Choisissez le fichier (PDF ou JSON) d’une preuve de consentement, ou collez son contenu. Nous recalculons si elle est juste. Rien n’est conservé, et nous ne montrons rien qui ne soit déjà dans la preuve.',
  file: 'Fichier',
  text: 'Ou son contenu',
  check: 'Vérifier',
  again: 'Vérifier une autre preuve',
  unreadable:
    'Ce n’est pas une preuve que nous pouvons lire. Choisissez le fichier, PDF ou JSON, tel que vous l’avez reçu.',
  tooLarge: 'Ce fichier est trop grand pour une preuve.',
  tooMany: 'Trop de vérifications depuis ce réseau. Réessayez dans une minute.',
  unavailable: 'La vérification n’a pas abouti, par une faute de notre côté. Réessayez dans un instant.',
  proven: 'Cette preuve est juste',
  provenText: 'Tout ce qu’elle dit a été inscrit tel quel, et n’a pas changé depuis.',
  waiting: 'Cette preuve est juste, et pas encore entièrement scellée',
  waitingText:
    'Ce qui vient de se passer est scellé dans quelques secondes. Demandez ensuite une nouvelle preuve.',
  wrong: 'Cette preuve n’est pas juste',
  wrongText:
    'Ce qui porte une croix ci-dessous diffère de ce qui a été inscrit. Le fichier a été modifié, ou le registre.',
  checks: {
    inclusion: 'L’acte se trouve inchangé dans son sceau',
    seal: 'Le sceau est de ce serveur, et chaque sceau suivant repose sur lui',
    ledger: 'Le registre contient toujours l’acte ainsi',
    wording: 'La phrase est celle qui a été lue',
    documents: 'La page est celle qui a été montrée',
    evidence: 'Les pièces sont celles inscrites à l’époque',
  },
  verdicts: { yes: 'juste', no: 'pas juste', absent: 'absent de cette preuve' },
  whatIsProven: 'Ce que cela prouve',
  isProven: [
    'Ces actes ont été inscrits au plus tard au moment de leur sceau, dans cet ordre et avec ces mots.',
    'Personne ne les a depuis modifiés, retirés ou insérés sans que cela se voie.',
  ],
  isNotProven: [
    'Qui a saisi le numéro. Une case cochée prouve que quelqu’un l’a saisi ; une confirmation, qu’un message en est venu.',
    'Que l’heure de l’acte soit exacte. Il est certain qu’il existait quand le sceau a été posé.',
    'Si le consentement vaut encore. Ce qui s’est passé après cette preuve n’y figure pas.',
  ],
  whatIsNotProven: 'Ce que cela ne prouve pas',
  sealed: (position, at) => `Sceau ${position}, ${at}`,
}

export const verifyWords: Record<PublicLanguage, VerifyWords> = { nl, en, de, fr }
