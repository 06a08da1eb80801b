ALTER TABLE "messages" DROP CONSTRAINT "messages_brand_id_brands_id_fk";
--> statement-breakpoint
ALTER TABLE "consent_events" DROP CONSTRAINT "consent_events_brand_id_brands_id_fk";
--> statement-breakpoint
ALTER TABLE "consent_evidence" DROP CONSTRAINT "consent_evidence_brand_id_brands_id_fk";
--> statement-breakpoint
ALTER TABLE "consent_states" DROP CONSTRAINT "consent_states_brand_id_brands_id_fk";
--> statement-breakpoint
ALTER TABLE "sign_ups" DROP CONSTRAINT "sign_ups_brand_id_brands_id_fk";
--> statement-breakpoint
ALTER TABLE "import_rows" DROP CONSTRAINT "import_rows_brand_id_brands_id_fk";
--> statement-breakpoint
ALTER TABLE "subscriber_keys" DROP CONSTRAINT "subscriber_keys_brand_id_brands_id_fk";--> statement-breakpoint
-- hand-written
-- One person at a time: the LIMIT keeps the planner from reading what everybody's consent comes to and joining that.
CREATE OR REPLACE FUNCTION keep_leading_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE subscribers s
  SET consent_state = l.state, consent_is_marketing = l.is_marketing, source_kind = l.source_kind,
    source_page_id = l.landing_page_id, source_qr_code_id = l.qr_code_id
  FROM (SELECT DISTINCT brand_id, subscriber_id FROM changed) d
  LEFT JOIN LATERAL (
    SELECT * FROM leading_consent WHERE brand_id = d.brand_id AND subscriber_id = d.subscriber_id LIMIT 1
  ) l ON true
  WHERE s.brand_id = d.brand_id AND s.id = d.subscriber_id
    AND (s.consent_state, s.consent_is_marketing, s.source_kind, s.source_page_id, s.source_qr_code_id)
      IS DISTINCT FROM (l.state, l.is_marketing, l.source_kind, l.landing_page_id, l.qr_code_id);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION keep_leading_consent_of_both() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE subscribers s
  SET consent_state = l.state, consent_is_marketing = l.is_marketing, source_kind = l.source_kind,
    source_page_id = l.landing_page_id, source_qr_code_id = l.qr_code_id
  FROM (SELECT brand_id, subscriber_id FROM changed UNION SELECT brand_id, subscriber_id FROM before) d
  LEFT JOIN LATERAL (
    SELECT * FROM leading_consent WHERE brand_id = d.brand_id AND subscriber_id = d.subscriber_id LIMIT 1
  ) l ON true
  WHERE s.brand_id = d.brand_id AND s.id = d.subscriber_id
    AND (s.consent_state, s.consent_is_marketing, s.source_kind, s.source_page_id, s.source_qr_code_id)
      IS DISTINCT FROM (l.state, l.is_marketing, l.source_kind, l.landing_page_id, l.qr_code_id);
  RETURN NULL;
END $$;
