'use client'

import { columnVisibilityFeature, rowSelectionFeature, tableFeatures, useTable } from '@tanstack/react-table'
import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import type { Place } from '@/components/ui/table'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { ListFilters } from '@/core/subscribers/schema'
import { BulkBar } from './bulk-bar'
import type { ColumnId } from './columns'
import { type ListRow, PersonCell } from './person-cell'
import { useListKeys } from './use-list-keys'

/** A column's order: what it is now, and the address that turns it. */
export type SortLink = { href: string; direction: 'ascending' | 'descending' | null }

export type PeopleTableProps = {
  brand: string
  rows: ListRow[]
  columns: ColumnId[]
  headers: Partial<Record<ColumnId, string>>
  sorts: Partial<Record<ColumnId | 'name', SortLink>>
  zone: string
  ofTopic: boolean
  selectedPerson: string | null
  previous: string | null
  next: string | null
  filters: ListFilters
  tags: string[]
  may: { write: boolean; withdraw: boolean; campaigns: boolean }
}

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature })

/** Where the cells of a two-line row stand on a phone; of the rest a phone shows none. */
const places: Partial<Record<ColumnId, Place>> = {
  number: 'sub-end',
  consent: 'sub',
  joined: 'end',
}
const isAtEnd = (column: ColumnId) => column === 'joined' || column === 'message'

/** A page of people: what is ticked, which columns show, and the keys. The server has ordered, narrowed and cut it. */
export function PeopleTable(props: PeopleTableProps) {
  const { brand, rows, columns, headers, sorts, selectedPerson, filters, may } = props
  const t = useTranslations('subscribers')
  const [rowSelection, setRowSelection] = useState<Record<string, true>>({})
  const table = useTable({
    features,
    columns: tableColumns,
    data: rows,
    getRowId: (row) => row.id,
    state: { rowSelection },
    onRowSelectionChange: setRowSelection,
  })
  const body = useRef<HTMLDivElement>(null)
  const byId = new Map(table.getRowModel().rows.map((row) => [row.id, row]))
  useListKeys({
    body,
    previous: props.previous,
    next: props.next,
    toggle: (id) => byId.get(id)?.toggleSelected(),
    clear: () => setRowSelection({}),
  })
  const ticked = rows.filter((row) => rowSelection[row.id]).map((row) => row.id)
  const mayAct = may.write || may.withdraw
  return (
    <>
      <div ref={body} className="overflow-x-auto px-6 pt-2.5 phone:px-4 phone:pt-0">
        <Table label={t('title')}>
          <TableHead>
            {mayAct && (
              <Th>
                <input
                  type="checkbox"
                  className="tick-box"
                  aria-label={t('bulk.page')}
                  checked={ticked.length > 0 && ticked.length === rows.length}
                  onChange={(event) => table.toggleAllRowsSelected(event.target.checked)}
                />
              </Th>
            )}
            <SortableTh label={t('name')} sort={sorts.name} />
            {columns.map((column) => (
              <SortableTh
                key={column}
                label={headers[column] ?? column}
                sort={sorts[column]}
                end={isAtEnd(column)}
              />
            ))}
          </TableHead>
          <TableBody>
            {table.getRowModel().rows.map((row) => {
              const person = row.original
              return (
                <Row key={row.id} isSelected={person.id === selectedPerson || row.getIsSelected()}>
                  {mayAct && (
                    <Td>
                      <input
                        type="checkbox"
                        className="tick-box row-actions"
                        aria-label={t('bulk.tick', { name: person.name ?? person.phone ?? t('nameUnknown') })}
                        checked={row.getIsSelected()}
                        onClick={row.getToggleSelectedHandler()}
                        onChange={() => undefined}
                      />
                    </Td>
                  )}
                  <Td place="main">
                    <Link href={person.href} scroll={false} className="row-link" data-person={person.id}>
                      {person.name ?? <span className="font-normal text-muted">{t('nameUnknown')}</span>}
                    </Link>
                  </Td>
                  {columns.map((column) => (
                    <Td
                      key={column}
                      {...(places[column] ? { place: places[column] } : {})}
                      end={isAtEnd(column)}
                      className="max-w-60 truncate"
                    >
                      <PersonCell column={column} person={person} {...props} />
                    </Td>
                  ))}
                </Row>
              )
            })}
          </TableBody>
        </Table>
      </div>
      {ticked.length > 0 && (
        <BulkBar
          brand={brand}
          ticked={ticked}
          isWholePage={ticked.length === rows.length && (props.next !== null || props.previous !== null)}
          filters={filters}
          tags={props.tags}
          may={may}
          onDone={() => setRowSelection({})}
        />
      )}
    </>
  )
}

/** The table's model holds rows and what is ticked; the cells are ours. */
const tableColumns: { id: string }[] = [{ id: 'name' }]

function SortableTh({ label, sort, end }: { label: string; sort?: SortLink | undefined; end?: boolean }) {
  if (!sort) return <Th {...(end ? { end } : {})}>{label}</Th>
  const Arrow = sort.direction === 'ascending' ? ArrowUp : ArrowDown
  return (
    <th
      // biome-ignore lint/a11y/noRedundantRoles: a phone turns tables into grids, and browsers forget what they were
      role="columnheader"
      scope="col"
      data-align={end ? 'end' : undefined}
      aria-sort={sort.direction ?? 'none'}
    >
      <Link href={sort.href} className="inline-flex items-center gap-1 hover:text-foreground">
        {label}
        {sort.direction && <Arrow className="size-3" aria-hidden="true" />}
      </Link>
    </th>
  )
}
