/**
 * How people ask to stop in a sentence, per language. Written over the form that `plainWords` gives: lower case, no accents, no
 * punctuation, one space. What is not plainly about messages ("ik stop even bij de winkel") must not be in here: every match costs
 * somebody of the staff a look, and the person their messages until then.
 */
const nlMessage =
  '(?:berichten|berichtjes?|bericht|appjes?|apps?|appen|appt|whatsapps?|whatsappjes|sms|smsjes|reclames?|advertenties?|aanbiedingen|spam|spammen|mails?|mailtjes|nieuwsbrief|nieuwsbrieven|meldingen|sturen|gestuur)'
const enMessage =
  '(?:messages?|messaging|msgs?|texts?|texting|spam|spamming|ads?|whatsapps?|notifications?|e ?mails?|emailing|contacting|sending|promotions?|promos?|offers|newsletters?|marketing|advertising)'
const deMessage =
  '(?:nachrichten|nachricht|werbung|werbe\\w*|whatsapps?|sms|newsletter|mails?|angebote|spam|schreiben|schicken|senden|zu schicken|zusenden)'
const frMessage =
  '(?:messages?|sms|pubs?|publicites?|whatsapps?|offres|notifications?|mails?|spams?|ecrire|envoyer|envois?|textos?|promos?|promotions?)'
const esMessage =
  '(?:mensajes?|sms|publicidad|whatsapps?|ofertas|correos?|spam|escribir\\w*|enviar\\w*|mandar\\w*|promociones|notificaciones)'
const ptMessage = '(?:mensagens|mensagem|sms|publicidade|whatsapp|ofertas|spam|promocoes|enviar|mandar)'

const gap = (most: number) => `(?:\\w+ ){0,${most}}`
const any = (...parts: string[]) => new RegExp(`(?<!\\w)(?:${parts.join('|')})(?!\\w)`)

export const asksToStop: RegExp[] = [
  // Dutch
  any(
    `(?:stop|stopt|stoppen|stopzetten|ophouden|kappen|hou op|houd op|houden? (?:jullie )?op) ${gap(6)}${nlMessage}`,
    `${nlMessage} ${gap(4)}(?:stop|stoppen|stopzetten|stopt|stopgezet|ophouden)`,
    `(?:wil|willen|wens|wensen|hoef|hoeven) ${gap(3)}geen ${gap(3)}${nlMessage}`,
    `(?:stuur|stuurt|sturen) ${gap(3)}(?:geen|niks|niets|niet) ${gap(3)}meer`,
    // Not of who misses them: "ik krijg geen berichten meer".
    `^(?!.*\\b(?:krijg|kreeg|ontvang|ontving))${gap(2)}geen ${gap(2)}${nlMessage} meer`,
    `niet (?:langer|meer) ${gap(3)}(?:appen|berichten|sturen|mailen|lastigvallen|lastig gevallen|benaderen|benaderd|contacten)`,
    `(?:meld|schrijf) (?:me|mij|ons|mn|m n) ${gap(3)}(?:af|uit)`,
    '(?:afmelden|afmelding|afgemeld|uitschrijven|uitschrijving|uitgeschreven|deabonneren)',
    `(?:haal|gooi|verwijder|schrap|wis) (?:me|mij|ons|mijn|mn|m n) ${gap(5)}(?:lijst|nummer|gegevens|bestand|systeem)`,
    '(?:haal|verwijder) (?:me|mij|ons)(?: aub| a u b| graag| alsjeblieft| alstublieft)?$',
    `laat (?:me|mij|ons) ${gap(2)}met rust`,
    `val (?:me|mij|ons) ${gap(2)}niet (?:meer )?lastig`,
    `(?:abonnement|nieuwsbrief) ${gap(3)}(?:opzeggen|stopzetten|beeindigen)`,
  ),
  // English
  any(
    `(?:stop|quit|cease|end) ${gap(5)}${enMessage}`,
    `(?:no more|no further|fewer|without any more) ${gap(2)}${enMessage}`,
    `(?:do not|dont|don t|never|not|stop) (?:ever )?(?:send|text|message|messaging|contact|write|email|whatsapp|bother)(?:ing)? (?:to )?(?:me|us)`,
    `(?:do not|dont|don t) want ${gap(3)}${enMessage}`,
    '(?:unsubscribe\\w*|opt me out|opting out|opt out|opted out|sign me off|take me off|get me off|remove me|leave me alone)',
    `(?:remove|delete|erase) (?:my|this) ${gap(1)}(?:number|phone|data|details|contact)`,
    `(?:cancel|end|terminate) (?:my|the|this) ${gap(1)}(?:subscription|newsletter)`,
  ),
  // German
  any(
    `(?:stop|stopp|stoppt|stoppen sie|stoppen|aufhoren|hort auf|hor auf|horen sie auf|schluss mit) ${gap(6)}${deMessage}`,
    `${deMessage} ${gap(4)}(?:stoppen|beenden|abbestellen|einstellen|abstellen)`,
    `keine? ${gap(3)}${deMessage} ${gap(3)}mehr`,
    `(?:will|mochte|wunsche|wollen|mochten) ${gap(3)}keine ${gap(3)}${deMessage}`,
    `nicht (?:mehr|langer) ${gap(3)}(?:anschreiben|schreiben|kontaktieren|schicken|senden|belastigen)`,
    `(?:schreibt|schreib|schicken sie|schickt|kontaktiert|kontaktieren sie) (?:mir|mich|uns) ${gap(2)}(?:nicht|nichts|keine) ${gap(2)}mehr`,
    `(?:melde|meldet|melden sie|trag|tragt|tragen sie) mich ${gap(3)}(?:ab|aus)`,
    '(?:abmelden|abmeldung|abgemeldet|abbestellen|abbestellung|austragen)',
    `(?:nehmt|nimm|nehmen sie|streicht|loscht|losche|loschen sie|entfernt|entfernen sie) (?:mich|meine|uns|meinen) ${gap(4)}(?:liste|verteiler|nummer|daten|kontakt)`,
    `(?:lasst|lass|lassen sie) (?:mich|uns) ${gap(2)}in ruhe`,
  ),
  // French
  any(
    `(?:arret\\w*|stop|stopper|stoppez|cess\\w*) ${gap(6)}${frMessage}`,
    `(?:veux|voudrais|souhaite|desire|voulons|souhaitons|merci de|priere de) ${gap(2)}(?:ne )?plus ${gap(3)}(?:recevoir|${frMessage})`,
    `(?:ne )?(?:m|me|nous) (?:envoyez|envoie|envoies|ecrivez|ecris|contactez|derangez) (?:plus|pas)`,
    `^${gap(1)}plus (?:de|aucun|aucune) ${gap(1)}${frMessage}`,
    '(?:desabonn\\w*|desinscri\\w*|me desister)',
    `(?:retirez|enlevez|supprimez|effacez|retire|enleve|supprime) (?:moi|mon|mes) ${gap(3)}(?:liste|numero|donnees|fichier|contacts?)`,
    '(?:retirez|enlevez|supprimez) moi',
    `(?:laissez|laisse|fichez|foutez) moi ${gap(1)}(?:tranquille|la paix)`,
  ),
  // Spanish and Portuguese
  any(
    `(?:stop|para|parar|paren|pare|parad|deja|dejen|dejar|deje|dejad|basta|cancelar|cancela|cancelen) ${gap(5)}${esMessage}`,
    `no (?:quiero|queremos|deseo) ${gap(3)}${esMessage}`,
    `no (?:me|nos) (?:escriban|escribas|escriba|envien|envies|envie|manden|mandes|mande|contacten|molesten)`,
    `no mas ${gap(1)}${esMessage}`,
    '(?:darme|dame|denme|dadme|darse|dar|deme) de baja',
    '(?:la baja por favor|quiero (?:la )?baja|desuscrib\\w*|desapunt\\w*)',
    `(?:borra|borren|borrar|elimina|eliminen|quita|quiten|saca|saquen)(?:me|dme)? ${gap(3)}(?:lista|numero|datos)`,
    '(?:dejenme|dejame|dejadme) en paz',
    `(?:parar|pare|parem|chega|cancelar) ${gap(4)}${ptMessage}`,
    `nao (?:quero|queremos|desejo) ${gap(3)}${ptMessage}`,
    '(?:descadastr\\w*|remov(?:a|am|er) (?:me|meu numero)|nao me (?:envie|enviem|mande|mandem|escreva))',
  ),
]

/** Said about other things than messages: signing off from a ride, a car, an appointment. Only where no message is named. */
export const aboutSomethingElse = any(
  'afspraak|afspraken|proefrit|proefritten|les|lessen|cursus|training|rit|tocht|fietstocht|beurt|reparatie|bestelling|workshop|verzekering',
  'appointment|appointments|booking|order|test ride|lesson|class|repair|delivery|event',
  'termin|termine|bestellung|probefahrt|auto|fahrzeug|kennzeichen|reparatur|kurs|lieferung',
  'rendez vous|commande|livraison|reservation|reparation|cours|essai',
  'cita|pedido|reserva|clase|reparacion|envio|consulta|encomenda',
)
export const namesMessages = any(
  nlMessage,
  enMessage,
  deMessage,
  frMessage,
  esMessage,
  ptMessage,
  'lijst|list|liste|lista',
)

/** The opposite of stopping, taken out before anything else is looked for. */
export const asksNotToStop = new RegExp(
  any(
    `(?:niet|nooit|nog niet) ${gap(2)}(?:stoppen|afmelden|uitschrijven|opzeggen|ophouden|stopzetten)`,
    'stop (?:vooral |alsjeblieft |aub )?(?:niet|nooit)',
    `(?:do not|dont|don t|never|not) ${gap(2)}(?:stop|unsubscribe|cancel|opt out|opting out|remove me)`,
    `nicht ${gap(2)}(?:stoppen|aufhoren|abmelden|abbestellen|austragen|abgemeldet)`,
    `(?:hort|hor|horen sie) (?:bitte )?nicht auf`,
    `ne ${gap(2)}(?:desabonn\\w*|desinscri\\w*|arret\\w*) pas`,
    'n arret\\w* (?:pas|jamais|surtout pas)|(?:pas|jamais) (?:me )?(?:desabonner|arreter)',
    'no (?:quiero )?(?:parar|paren|cancelar|darme de baja|dejen|dejar)(?: de)?',
  ).source,
  'g',
)

/** Around a stop word these say nothing: courtesy, haste, who is speaking. */
export const fillers = new Set(
  (
    'aub a u b ajb svp s v p alsjeblieft alstublieft astublieft graag nu direct meteen maar ermee hiermee hier mee echt even dank je u bedankt ik wil me mij ' +
    'hoi hallo hey dag ok oke okay ja nee no non nein ' +
    'please pls plz now thanks thank you thx this it i want to just hi hello asap immediately right ' +
    'bitte danke jetzt sofort ich mochte mochten will mich das alles hiermit hallo ' +
    's il vous te plait stp merci maintenant tout de suite je veux voudrais bonjour ca ' +
    'por favor gracias ya ahora quiero hola todo obrigado agora'
  ).split(' '),
)

/** Words of their own that are one or two letters away from a stop word. */
export const ownWords = new Set(
  (
    'step steps stap stip stok stof stow shop shops slop top stoep stomp strop stock store stoer stoel stroop spot atop swop stuk stad stopper stoot ' +
    'stappen stippen steppen shoppen stompen stropen stoppel stoppels kloppen toppen stoffen stokken ' +
    'melden vermelden afmeten afbeelden aanmelden aanmelding inmelden ' +
    'inschrijven opschrijven omschrijven overschrijven aanschrijven voorschrijven afschrijven schrijven beschrijven ' +
    'opleggen opzetten afzeggen zeggen toezeggen aanzeggen ' +
    'subscribe subscribed subscriber bestellen anmelden umbestellen abstellen abonner reabonner inscrire'
  ).split(' '),
)
