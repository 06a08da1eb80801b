/** Why a row of a list becomes no code. */
export type RowProblem =
  | 'place-missing'
  | 'place-too-long'
  | 'note-too-long'
  | 'formula'
  | 'duplicate'
  | 'taken'

export type Place = { row: number; label: string; note: string }
export type RefusedRow = {
  /** As a spreadsheet numbers it, the head included. */
  row: number
  label: string
  problem: RowProblem
  /** For a duplicate: the row that has this place first. */
  sameAs?: number
}

export type CheckedList = { places: Place[]; refused: RefusedRow[] }

const placeHeads = ['place', 'plek', 'plaats', 'locatie', 'location', 'label', 'naam', 'name', 'ort', 'lieu']
const noteHeads = ['note', 'notitie', 'opmerking', 'toelichting', 'remark', 'comment', 'notiz', 'remarque']

/** Which columns of a list hold the places and the notes, and whether its first row says so. */
export function columnsOf(first: readonly string[]): { place: number; note: number; hasHead: boolean } {
  const heads = first.map((cell) => cell.trim().toLowerCase())
  const place = heads.findIndex((head) => placeHeads.includes(head))
  if (place < 0) return { place: 0, note: 1, hasHead: false }
  const note = heads.findIndex((head) => noteHeads.includes(head))
  return { place, note, hasHead: true }
}

/** What a spreadsheet would run (OWASP, CSV injection). A place that begins so is a formula that was left in the list. */
const startsFormula = /^[=@\t]|^[+-](?!\d)/

/** The same place, however it is written: case, spaces and accents apart. */
export const placeKey = (label: string): string =>
  label.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()

/**
 * Tells the rows that become codes from those that cannot, and says why.
 * @param taken keys (`placeKey`) of places that have a code already
 */
export function checkRows(rows: readonly (readonly string[])[], taken: ReadonlySet<string>): CheckedList {
  const { place, note, hasHead } = columnsOf(rows[0] ?? [])
  const seen = new Map<string, number>()
  const checked: CheckedList = { places: [], refused: [] }
  for (const [index, cells] of rows.entries()) {
    if (index === 0 && hasHead) continue
    const row = index + 1
    const label = (cells[place] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()
    const remark = (note < 0 ? '' : (cells[note] ?? '')).normalize('NFC').replace(/\s+/g, ' ').trim()
    const key = placeKey(label)
    const sameAs = seen.get(key)
    const problem: RowProblem | undefined =
      label === ''
        ? 'place-missing'
        : startsFormula.test(label)
          ? 'formula'
          : label.length > 80
            ? 'place-too-long'
            : remark.length > 200
              ? 'note-too-long'
              : sameAs !== undefined
                ? 'duplicate'
                : taken.has(key)
                  ? 'taken'
                  : undefined
    if (problem === undefined) {
      seen.set(key, row)
      checked.places.push({ row, label, note: remark })
    } else {
      checked.refused.push({
        row,
        label: label.slice(0, 80),
        problem,
        ...(problem === 'duplicate' && sameAs !== undefined ? { sameAs } : {}),
      })
    }
  }
  return checked
}
