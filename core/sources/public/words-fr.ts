import type { PublicWords } from './words-nl'

export const fr: PublicWords = {
  'phone-missing': 'Indiquez votre numéro de portable.',
  'phone-invalid': (country) =>
    `Ce numéro n’est pas correct pour ce pays : ${country}. Vérifiez-le ou choisissez le pays de votre numéro.`,
  'consent-missing':
    'Cochez la case si vous voulez recevoir des messages. Sans cette coche, nous n’envoyons rien.',
  'too-many': (minutes) =>
    `Trop d’essais. Attendez ${minutes === 1 ? 'une minute' : `${minutes} minutes`}, puis réessayez. Ce que vous avez écrit est toujours là.`,
  unavailable:
    'Un problème est survenu de notre côté. Ce que vous avez écrit est toujours là. Réessayez dans un instant.',
  'not-yet':
    'Votre message n’est pas encore arrivé. Cela peut prendre quelques secondes. Avez-vous envoyé le code depuis ce numéro ?',
  'not-pressed':
    'Pas encore de réponse. Cela prend parfois quelques secondes. Pas de message ? Envoyez-nous alors celui du bas vous-même.',
  scanLabel: 'Code QR qui ouvre WhatsApp avec votre code',
  pages: {
    'not-found': ['Cette page n’existe pas', 'Vérifiez l’adresse ou demandez en magasin.'],
    gone: [
      'On ne peut plus s’inscrire ici',
      'Cette page n’est plus en ligne. Si vous étiez déjà inscrit, vous le restez.',
    ],
    expired: [
      'Votre code a expiré',
      'Rien n’a été envoyé. Inscrivez-vous à nouveau pour recevoir un autre code.',
    ],
    'link-expired': ['Ce lien a expiré', 'Inscrivez-vous à nouveau pour recevoir un autre code.'],
    paused: ['Ce code est en pause', 'Réessayez plus tard ou demandez en magasin.'],
    'code-over': [
      'Ce code a expiré',
      'Ce pour quoi il existait est terminé. N’hésitez pas à demander en boutique.',
    ],
    'wrong-origin': ['Ce formulaire venait d’un autre site', 'Ouvrez la page vous-même et remplissez-le là.'],
    'wrong-method': ['Cela ne marche pas ici', 'Ouvrez simplement la page dans votre navigateur.'],
    'wrong-form': ['Nous n’avons pas pu lire le formulaire', 'Revenez en arrière et envoyez-le à nouveau.'],
    'too-many': ['Un instant', 'Trop de demandes viennent de ce réseau. Réessayez dans une minute.'],
    unavailable: ['Un problème est survenu de notre côté', 'Réessayez dans un instant. Rien n’a été perdu.'],
  },
  signUpAgain: 'S’inscrire à nouveau',
}
