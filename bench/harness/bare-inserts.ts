import postgres from 'postgres'

/** What a sign-up writes, by table. Where an id is made anew, the others that name it follow. */
const tables = [
  'subscribers',
  'subscriber_keys',
  'sign_ups',
  'consent_events',
  'consent_evidence',
  'ledger_pending',
  'consent_states',
  'audit_events',
] as const

/**
 * Inserts the rows of one sign-up over and over, a transaction a person, over as many connections as the product has:
 * the same columns into tables of the same shape and indexes, and nothing around it.
 * @returns people a second
 */
export async function bareInserts(databaseUrl: string, seconds: number): Promise<number> {
  const sql = postgres(databaseUrl, { max: 10, onnotice: () => undefined })
  try {
    await sql.unsafe('drop schema if exists bare cascade; create schema bare')
    for (const table of tables) await copyOf(sql, table)
    await sql.unsafe(insertPerson)
    const until = Date.now() + seconds * 1000
    let people = 0
    let next = 612_000_000
    const work = async () => {
      while (Date.now() < until) {
        next += 1
        await sql`select bare.insert_person(${String(next)})`
        people += 1
      }
    }
    const began = Date.now()
    await Promise.all(Array.from({ length: 10 }, work))
    return people / ((Date.now() - began) / 1000)
  } finally {
    await sql.unsafe('drop schema if exists bare cascade')
    await sql.end()
  }
}

/** A table of the same shape, and the rows of the newest person as its model. */
async function copyOf(sql: postgres.Sql, table: (typeof tables)[number]): Promise<void> {
  await sql.unsafe(`create table bare.${table} (like public.${table} including all)`)
  const columns = await sql<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${`public.${table}`}::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''`
  const list = columns.map(({ name }) => `"${name}"`).join(', ')
  const person = `(select subscriber_id from public.sign_ups order by created_at desc limit 1)`
  const of: Record<string, string> = {
    subscribers: `id = ${person}`,
    audit_events: `subject_id = ${person}::text`,
    ledger_pending: `event_id in (select id from public.consent_events where subscriber_id = ${person})`,
  }
  await sql.unsafe(`create table bare.model_${table} as select ${list} from public.${table}
    where ${of[table] ?? `subscriber_id = ${person}`}`)
  // What is sealed by now waits no more: an event stands for its mark.
  if (table === 'ledger_pending') {
    await sql.unsafe(`insert into bare.model_ledger_pending
      select brand_id, id, sha256('mark') from bare.model_consent_events
      where not exists (select from bare.model_ledger_pending)`)
  }
}

/** One person anew: the model's rows under fresh ids, in one call, so that not even the round trips are ours. */
const insertPerson = `
create function bare.insert_person(phone text) returns void language plpgsql as $$
declare
  person uuid := gen_random_uuid();
  event record;
  fresh uuid;
begin
  insert into bare.subscribers (brand_id, id, phone_e164, phone_hash, country, language, consent_state, created_at)
    select brand_id, person, phone, sha256(phone::bytea), country, language, consent_state, now() from bare.model_subscribers;
  insert into bare.subscriber_keys select brand_id, person, wrapped_key from bare.model_subscriber_keys;
  insert into bare.sign_ups (brand_id, id, code, subscriber_id, landing_page_version_id, wording_id, language, created_at, expires_at)
    select brand_id, gen_random_uuid(), phone, person, landing_page_version_id, wording_id, language, now(), now() from bare.model_sign_ups limit 1;
  for event in select * from bare.model_consent_events loop
    fresh := gen_random_uuid();
    insert into bare.consent_events (brand_id, id, subscriber_id, topic_id, kind, method, at, recorded_at, source_kind,
        landing_page_version_id, wording_id, language, topic_version, controller_id, number_checked_by, shown_hash, actor_type,
        evidence_commitment, details)
      values (event.brand_id, fresh, person, event.topic_id, event.kind, event.method, now(), now(), event.source_kind,
        event.landing_page_version_id, event.wording_id, event.language, event.topic_version, event.controller_id,
        event.number_checked_by, event.shown_hash, event.actor_type, event.evidence_commitment, event.details);
    insert into bare.consent_evidence select brand_id, fresh, person, sealed from bare.model_consent_evidence where event_id = event.id;
    insert into bare.ledger_pending values (event.brand_id, fresh, event.evidence_commitment);
    insert into bare.consent_states (brand_id, subscriber_id, topic_id, state, since, given_at, source_kind, last_event_id)
      values (event.brand_id, person, event.topic_id, 'given', now(), now(), event.source_kind, fresh);
  end loop;
  insert into bare.audit_events (brand_id, id, at, actor_type, action, subject_type, subject_id, details)
    select brand_id, gen_random_uuid(), now(), actor_type, action, subject_type, person::text, details from bare.model_audit_events;
end $$`
