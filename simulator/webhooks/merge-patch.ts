const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/**
 * JSON merge patch (RFC 7396): null takes a key away. Beyond it, an object over a list changes the elements with
 * those positions, so that `{"messages": {"0": {"text": {"body": "Dag"}}}}` reaches into the first message.
 */
export function mergePatch(value: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  if (Array.isArray(value)) {
    const list = value.map((item, index) => (index in patch ? mergePatch(item, patch[index]) : item))
    for (const [key, item] of Object.entries(patch)) {
      if (Number(key) >= value.length) list.push(mergePatch(undefined, item))
    }
    return list.filter((_, index) => patch[index] !== null)
  }
  const merged: Record<string, unknown> = isObject(value) ? { ...value } : {}
  for (const [key, item] of Object.entries(patch)) {
    if (item === null) delete merged[key]
    else merged[key] = mergePatch(merged[key], item)
  }
  return merged
}
