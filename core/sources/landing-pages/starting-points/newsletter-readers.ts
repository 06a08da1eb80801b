import { said } from '../said'
import { compose, costsNothing, whoSees } from './compose'

/** A link in a newsletter: readers know the brand, and choose for themselves whether WhatsApp suits them better. */
export const newsletterReaders = compose({
  title: said('Liever via WhatsApp?', 'Rather on WhatsApp?', 'Lieber auf WhatsApp?', 'Plutôt sur WhatsApp ?'),
  heading: said(
    'Onze nieuwsbrief,\nmaar dan korter',
    'Our newsletter,\nonly shorter',
    'Unser Newsletter,\nnur kürzer',
    'Notre newsletter,\nen plus court',
  ),
  text: said(
    'Lees je ons graag maar is je inbox vol? In WhatsApp sturen we alleen wat de moeite waard is.',
    'Like to read us, but is your inbox full? On WhatsApp we send only what is worth it.',
    'Du liest uns gern, aber dein Postfach ist voll? Auf WhatsApp schicken wir nur, was sich lohnt.',
    'Vous aimez nous lire, mais votre boîte déborde ? Sur WhatsApp, nous n’envoyons que l’essentiel.',
  ),
  benefits: [
    [
      'message',
      said(
        'Eén onderwerp per bericht, in een halve minuut gelezen',
        'One subject a message, read in half a minute',
        'Ein Thema pro Nachricht, in einer halben Minute gelesen',
        'Un seul sujet par message, lu en trente secondes',
      ),
    ],
    [
      'heart',
      said(
        'Terugschrijven kan gewoon, er leest iemand mee',
        'Write back if you like, one of us reads it',
        'Zurückschreiben geht einfach, bei uns liest jemand mit',
        'Vous pouvez répondre, quelqu’un vous lit',
      ),
    ],
  ],
  button: said(
    'Stuur het voortaan hier',
    'Send it here from now on',
    'Schickt es ab jetzt hierher',
    'Envoyez-le ici désormais',
  ),
  note: said(
    'De nieuwsbrief per e-mail blijft gewoon komen, tot je die opzegt. Je bevestigt met één WhatsApp-bericht.',
    'The newsletter by e-mail keeps coming until you cancel it. You confirm with one WhatsApp message.',
    'Der Newsletter per E-Mail kommt weiter, bis du ihn abbestellst. Du bestätigst mit einer WhatsApp-Nachricht.',
    'La newsletter par e-mail continue jusqu’à ce que vous l’arrêtiez. Vous confirmez par un message WhatsApp.',
  ),
  example: said(
    '**Waarom piept een rem?** Meestal is het stof, soms slijtage. Zo hoor je het verschil in tien tellen.',
    '**Why does a brake squeal?** Mostly it is dust, sometimes wear. How to hear the difference in ten seconds.',
    '**Warum quietscht eine Bremse?** Meist ist es Staub, manchmal Verschleiß. So hörst du den Unterschied in zehn Sekunden.',
    '**Pourquoi un frein grince-t-il ?** Souvent la poussière, parfois l’usure. Comment entendre la différence en dix secondes.',
  ),
  questions: [costsNothing, whoSees],
})
