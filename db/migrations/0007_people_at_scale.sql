CREATE TABLE "bulk_actions" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"act" jsonb NOT NULL,
	"target" jsonb NOT NULL,
	"state" text NOT NULL,
	"total" integer NOT NULL,
	"seen" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"after_id" uuid,
	"joined_before" timestamp with time zone NOT NULL,
	"staff_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "bulk_actions_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "saved_views_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "saved_views_name" UNIQUE("brand_id","name")
);
--> statement-breakpoint
CREATE TABLE "segments" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"rules" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "segments_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "segments_name" UNIQUE("brand_id","name")
);
--> statement-breakpoint
CREATE TABLE "attribute_definitions" (
	"brand_id" uuid NOT NULL,
	"key" text NOT NULL,
	"label" text NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attribute_definitions_brand_id_key_pk" PRIMARY KEY("brand_id","key")
);
--> statement-breakpoint
CREATE TABLE "subscriber_notes" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"text" text NOT NULL,
	"staff_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "subscriber_notes_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
CREATE TABLE "subscriber_tags" (
	"brand_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "subscriber_tags_brand_id_name_pk" PRIMARY KEY("brand_id","name")
);
--> statement-breakpoint
ALTER TABLE "subscribers" DROP CONSTRAINT "subscribers_known_by";--> statement-breakpoint
DROP INDEX "subscribers_name_search";--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "attributes" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "name_key" text collate "C" GENERATED ALWAYS AS (coalesce(regexp_replace(lower(normalize(coalesce(name, username), NFKD)), '[\u0300-\u036f]', '', 'g'), chr(1114109))) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "consent_state" text;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "consent_is_marketing" boolean;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "source_kind" text;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "source_page_id" uuid;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "source_qr_code_id" uuid;--> statement-breakpoint
ALTER TABLE "bulk_actions" ADD CONSTRAINT "bulk_actions_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segments" ADD CONSTRAINT "segments_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attribute_definitions" ADD CONSTRAINT "attribute_definitions_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriber_notes" ADD CONSTRAINT "subscriber_notes_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriber_notes" ADD CONSTRAINT "subscriber_notes_subscriber" FOREIGN KEY ("brand_id","subscriber_id") REFERENCES "public"."subscribers"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriber_tags" ADD CONSTRAINT "subscriber_tags_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "subscriber_notes_person" ON "subscriber_notes" USING btree ("brand_id","subscriber_id","created_at");--> statement-breakpoint
CREATE INDEX "subscribers_by_name" ON "subscribers" USING btree ("brand_id","name_key","id");--> statement-breakpoint
CREATE INDEX "subscribers_by_last_message" ON "subscribers" USING btree ("brand_id","last_message_at","id");--> statement-breakpoint
CREATE INDEX "subscribers_by_state" ON "subscribers" USING btree ("brand_id","consent_state","created_at","id");--> statement-breakpoint
CREATE INDEX "subscribers_by_page" ON "subscribers" USING btree ("brand_id","source_page_id","created_at","id");--> statement-breakpoint
CREATE INDEX "subscribers_by_qr_code" ON "subscribers" USING btree ("brand_id","source_qr_code_id","created_at","id");--> statement-breakpoint
CREATE INDEX "subscribers_by_country" ON "subscribers" USING btree ("brand_id","country","created_at","id");--> statement-breakpoint
CREATE INDEX "subscribers_by_language" ON "subscribers" USING btree ("brand_id","language","created_at","id");--> statement-breakpoint
CREATE INDEX "subscribers_window" ON "subscribers" USING btree ("brand_id","service_window_until") WHERE service_window_until is not null;--> statement-breakpoint
CREATE INDEX "subscribers_tags" ON "subscribers" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "subscribers_attributes" ON "subscribers" USING gin (attributes jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "subscribers_name_search" ON "subscribers" USING gin (name_key gin_trgm_ops);--> statement-breakpoint
ALTER TABLE "subscribers" ADD CONSTRAINT "subscribers_known_by" CHECK (num_nonnulls(phone_e164, wa_user_id, merged_into_id, erased_at) > 0);--> statement-breakpoint
-- hand-written
-- The planner chooses between walking an order and fetching what a search finds: it has to know how common a part of a name is.
ALTER TABLE "subscribers" ALTER COLUMN "name_key" SET STATISTICS 1000;--> statement-breakpoint
ALTER TABLE "subscribers" ALTER COLUMN "phone_e164" SET STATISTICS 1000;--> statement-breakpoint
-- Which consent speaks for a person with several topics: marketing before the rest, so that who left the offers is not
-- shown by a workshop appointment; then what still allows messages; then the newest.
CREATE VIEW leading_consent AS
SELECT DISTINCT ON (c.brand_id, c.subscriber_id)
  c.brand_id, c.subscriber_id, c.state, t.category = 'marketing' AS is_marketing, c.source_kind, v.landing_page_id, c.qr_code_id
FROM consent_states c
JOIN topics t ON t.brand_id = c.brand_id AND t.id = c.topic_id
LEFT JOIN landing_page_versions v ON v.brand_id = c.brand_id AND v.id = c.landing_page_version_id
ORDER BY c.brand_id, c.subscriber_id, t.category = 'utility',
  array_position(ARRAY['confirmed','given','withdrawn','refused','expired','requested'], c.state), c.since DESC;--> statement-breakpoint
-- One statement for however many rows changed. Rows that say it already are not written again.
CREATE FUNCTION keep_leading_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE subscribers s
  SET consent_state = l.state, consent_is_marketing = l.is_marketing, source_kind = l.source_kind,
    source_page_id = l.landing_page_id, source_qr_code_id = l.qr_code_id
  FROM (SELECT DISTINCT brand_id, subscriber_id FROM changed) d
  LEFT JOIN LATERAL (
    SELECT * FROM leading_consent WHERE brand_id = d.brand_id AND subscriber_id = d.subscriber_id
  ) l ON true
  WHERE s.brand_id = d.brand_id AND s.id = d.subscriber_id
    AND (s.consent_state, s.consent_is_marketing, s.source_kind, s.source_page_id, s.source_qr_code_id)
      IS DISTINCT FROM (l.state, l.is_marketing, l.source_kind, l.landing_page_id, l.qr_code_id);
  RETURN NULL;
END $$;--> statement-breakpoint
-- The same for an update, which can give a row to another person, as when two turn out to be one.
CREATE FUNCTION keep_leading_consent_of_both() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE subscribers s
  SET consent_state = l.state, consent_is_marketing = l.is_marketing, source_kind = l.source_kind,
    source_page_id = l.landing_page_id, source_qr_code_id = l.qr_code_id
  FROM (SELECT DISTINCT brand_id, subscriber_id FROM changed
    UNION SELECT brand_id, subscriber_id FROM before) d
  LEFT JOIN LATERAL (
    SELECT * FROM leading_consent WHERE brand_id = d.brand_id AND subscriber_id = d.subscriber_id
  ) l ON true
  WHERE s.brand_id = d.brand_id AND s.id = d.subscriber_id
    AND (s.consent_state, s.consent_is_marketing, s.source_kind, s.source_page_id, s.source_qr_code_id)
      IS DISTINCT FROM (l.state, l.is_marketing, l.source_kind, l.landing_page_id, l.qr_code_id);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER consent_states_lead_insert AFTER INSERT ON "consent_states"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_leading_consent();--> statement-breakpoint
CREATE TRIGGER consent_states_lead_update AFTER UPDATE ON "consent_states"
  REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_leading_consent_of_both();--> statement-breakpoint
CREATE TRIGGER consent_states_lead_delete AFTER DELETE ON "consent_states"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_leading_consent();--> statement-breakpoint
UPDATE subscribers s
SET consent_state = l.state, consent_is_marketing = l.is_marketing, source_kind = l.source_kind,
  source_page_id = l.landing_page_id, source_qr_code_id = l.qr_code_id
FROM leading_consent l WHERE l.brand_id = s.brand_id AND l.subscriber_id = s.id;--> statement-breakpoint
UPDATE subscribers s SET last_message_at = m.at
FROM (SELECT brand_id, subscriber_id, max(accepted_at) AS at FROM messages GROUP BY 1, 2) m
WHERE m.brand_id = s.brand_id AND m.subscriber_id = s.id AND m.at IS NOT NULL;
