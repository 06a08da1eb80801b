import type { Template } from '../store/templates'
import { type Change, namedTemplate } from './changes'

/**
 * `template_category_update`: what happened (`previous`), or what is to come (`correct`, when `now` is still the
 * category it has).
 */
export function templateCategoryChange(
  template: Template,
  change: { now: string; previous?: string; correct?: string; at?: number },
): Change {
  return {
    field: 'template_category_update',
    value: {
      ...namedTemplate(template),
      ...(change.previous !== undefined && { previous_category: change.previous }),
      new_category: change.now,
      ...(change.correct !== undefined && { correct_category: change.correct }),
      ...(change.at !== undefined && { category_update_timestamp: Math.floor(change.at / 1000) }),
    },
  }
}

/** `message_template_components_update`: the words of an edited template. */
export function templateComponentsChange(template: Template): Change {
  const one = (type: string) => template.components.find((part) => part.type.toUpperCase() === type)
  const header = one('HEADER')
  const footer = one('FOOTER')
  // Only the buttons that lead somewhere are told.
  const buttons = (one('BUTTONS')?.buttons ?? []).filter((button) => button.url || button.phone_number)
  return {
    field: 'message_template_components_update',
    value: {
      ...namedTemplate(template),
      ...(header?.text && { message_template_title: header.text }),
      message_template_element: one('BODY')?.text ?? '',
      ...(footer?.text && { message_template_footer: footer.text }),
      ...(buttons.length > 0 && {
        message_template_buttons: buttons.map((button) => ({
          message_template_button_type: button.type,
          message_template_button_text: button.text ?? '',
          ...(button.url && { message_template_button_url: button.url }),
          ...(button.phone_number && { message_template_button_phone_number: button.phone_number }),
        })),
      }),
    },
  }
}
