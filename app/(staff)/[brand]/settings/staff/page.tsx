import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { BrandContext } from '@/core/brands/scope'
import { listStaff } from '@/core/staff/queries'
import { Part } from '../part'

export default async function StaffSettingsPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const t = await getTranslations('settings')
  return (
    <Part title={t('staff.title')} text={t('staff.text')}>
      <StaffPart ctx={ctx} />
    </Part>
  )
}

async function StaffPart({ ctx }: { ctx: BrandContext }) {
  const [people, t, roles] = await Promise.all([
    listStaff(ctx),
    getTranslations('settings.staff'),
    getTranslations('common.role'),
  ])
  return (
    <Table label={t('title')}>
      <TableHead>
        <Th>{t('name')}</Th>
        <Th>{t('email')}</Th>
        <Th>{t('role')}</Th>
        <Th>{t('may')}</Th>
      </TableHead>
      <TableBody>
        {people.map((person) => (
          <Row key={person.id}>
            <Td place="main">{person.name}</Td>
            <Td place="sub">{person.email}</Td>
            <Td place="end">{roles(person.role)}</Td>
            <Td className="text-muted">{t(`mayDo.${person.role}`)}</Td>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
