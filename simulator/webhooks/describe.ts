import type { Change } from './changes'

type Description = { title: string; params: Record<string, string>; detail: string }

const first = (value: Record<string, unknown>, key: string): Record<string, unknown> =>
  (Array.isArray(value[key]) ? (value[key] as Record<string, unknown>[])[0] : undefined) ?? {}

const nameIn = (value: Record<string, unknown>) => {
  const profile = first(value, 'contacts')['profile'] as { name?: string } | undefined
  return profile?.name ?? ''
}

function describeOne(change: Change): Description {
  const { field, value } = change
  if (field === 'user_preferences') {
    const stops = first(value, 'user_preferences')['value'] === 'stop'
    return {
      title: stops ? 'offersStopped' : 'offersResumed',
      params: { name: nameIn(value) },
      detail: field,
    }
  }
  if (field === 'message_template_quality_update') {
    return {
      title: 'ratingChanged',
      params: { template: String(value['message_template_name']), score: String(value['new_quality_score']) },
      detail: field,
    }
  }
  if (field === 'message_template_status_update') {
    return {
      title: 'templateStatus',
      params: { template: String(value['message_template_name']), event: String(value['event']) },
      detail: field,
    }
  }
  if (field === 'business_capability_update') {
    const tier = String(value['max_daily_conversations_per_business'])
    return { title: 'limitRaised', params: { tier }, detail: field }
  }
  if (field === 'phone_number_quality_update') {
    const faster = value['event'] === 'THROUGHPUT_UPGRADE'
    return faster
      ? { title: 'throughputRaised', params: {}, detail: field }
      : { title: 'limitRaised', params: { tier: String(value['current_limit']) }, detail: field }
  }
  if (field === 'account_alerts') {
    const alert = (value['alert_info'] as { alert_type?: string } | undefined)?.alert_type ?? ''
    return { title: 'accountAlert', params: { alert }, detail: field }
  }
  // Other news of the account, and whatever somebody sent by hand, goes by its own name.
  if (field !== 'messages' || !Array.isArray(value['messages'])) {
    return { title: 'management', params: { field }, detail: field }
  }
  const type = String(first(value, 'messages')['type'])
  if (type === 'system') {
    const body = (first(value, 'messages')['system'] as { body?: string } | undefined)?.body ?? ''
    const name = /^User (.+) changed/.exec(body)?.[1] ?? ''
    return { title: 'movedNumber', params: { name }, detail: `${field}, ${type}` }
  }
  return {
    title: type === 'button' || type === 'interactive' ? 'pressed' : 'wrote',
    params: { name: nameIn(value) },
    detail: `${field}, ${type}`,
  }
}

/** What stands in the log for one POST; the text of a message is never in it. */
export function describe(fields: Change[], statuses: Record<string, number>, again: boolean): Description {
  const other = fields.filter((change) => !('statuses' in change.value))
  const total = Object.values(statuses).reduce((sum, count) => sum + count, 0)
  const [only] = other
  let description: Description
  if (only && other.length === 1 && total === 0) {
    description = describeOne(only)
  } else if (other.length === 0) {
    const [status] = Object.keys(statuses)
    description =
      total === 1 && status
        ? { title: `status_${status}`, params: {}, detail: `statuses, ${status}` }
        : {
            title: 'statuses',
            params: { count: String(total) },
            detail: Object.entries(statuses)
              .map(([name, count]) => `${count} ${name}`)
              .join(', '),
          }
  } else {
    description = { title: 'several', params: { count: String(other.length + total) }, detail: 'messages' }
  }
  return again ? { ...description, detail: `${description.detail}, again` } : description
}
