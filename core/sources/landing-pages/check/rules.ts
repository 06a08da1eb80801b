import { addressFits } from './rules/address-fits'
import { boxUnticked } from './rules/box-unticked'
import { buttonSays } from './rules/button-says'
import { controllerNamed } from './rules/controller-named'
import { frequencySaid } from './rules/frequency-said'
import { howToStop } from './rules/how-to-stop'
import { languagesComplete } from './rules/languages-complete'
import { nameReadable } from './rules/name-readable'
import { nameShown } from './rules/name-shown'
import { noScript } from './rules/no-script'
import { numberConnected } from './rules/number-connected'
import { numberEditable } from './rules/number-editable'
import { pageLight } from './rules/page-light'
import { picturesDescribed } from './rules/pictures-described'
import { privacyLinked } from './rules/privacy-linked'
import { promiseKept } from './rules/promise-kept'
import { questionReady } from './rules/question-ready'
import { supervisorNamed } from './rules/supervisor-named'
import { textReadable } from './rules/text-readable'
import { topicsNamed } from './rules/topics-named'
import { whatsAppNamed } from './rules/whatsapp-named'
import { whatsAppSpelled } from './rules/whatsapp-spelled'

/** What WhatsApp and the law ask of an opt-in page, in the order in which staff read it. */
export const pageRules = [
  nameShown,
  nameReadable,
  whatsAppNamed,
  boxUnticked,
  topicsNamed,
  frequencySaid,
  howToStop,
  numberEditable,
  buttonSays,
  controllerNamed,
  supervisorNamed,
  privacyLinked,
  languagesComplete,
  textReadable,
  picturesDescribed,
  noScript,
  numberConnected,
  questionReady,
  addressFits,
  promiseKept,
  whatsAppSpelled,
  pageLight,
] as const

export type RuleName = (typeof pageRules)[number]['name']
