CREATE TABLE "controllers" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"legal_name" text NOT NULL,
	"brand_name" text NOT NULL,
	"postal_address" text NOT NULL,
	"contact_email" text NOT NULL,
	"website_url" text NOT NULL,
	"privacy_url" text NOT NULL,
	"privacy_version" text,
	"country" text NOT NULL,
	"time_zone" text NOT NULL,
	"waba_id" text,
	"sender_e164" text,
	"hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "controllers_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "controllers_hash" UNIQUE("brand_id","hash")
);
--> statement-breakpoint
CREATE TABLE "topic_versions" (
	"brand_id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" jsonb NOT NULL,
	"description" jsonb NOT NULL,
	"category" text NOT NULL,
	"max_per_month" integer,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "topic_versions_brand_id_topic_id_version_pk" PRIMARY KEY("brand_id","topic_id","version")
);
--> statement-breakpoint
CREATE TABLE "ledger_pending" (
	"brand_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"tag" "bytea" NOT NULL,
	CONSTRAINT "ledger_pending_brand_id_event_id_pk" PRIMARY KEY("brand_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "ledger_seals" (
	"brand_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"kind" text NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"root" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"mac" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"first_seq" bigint NOT NULL,
	"last_seq" bigint NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL,
	"leaves" "bytea" NOT NULL,
	CONSTRAINT "ledger_seals_brand_id_position_pk" PRIMARY KEY("brand_id","position")
);
--> statement-breakpoint
ALTER TABLE "brands" ADD COLUMN "double_opt_in_sources" text[] DEFAULT '{"staff"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "brands" ADD COLUMN "double_opt_in_countries" text[] DEFAULT '{"DE"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "brands" ADD COLUMN "privacy_version" text;--> statement-breakpoint
ALTER TABLE "brands" ADD COLUMN "consent_months" integer;--> statement-breakpoint
ALTER TABLE "brands" ADD COLUMN "ask_again_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "consent_events" ADD COLUMN "topic_version" integer;--> statement-breakpoint
ALTER TABLE "consent_events" ADD COLUMN "controller_id" uuid;--> statement-breakpoint
ALTER TABLE "consent_events" ADD COLUMN "number_checked_by" text;--> statement-breakpoint
ALTER TABLE "consent_events" ADD COLUMN "shown_hash" "bytea";--> statement-breakpoint
ALTER TABLE "consent_events" ADD COLUMN "valid_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "landing_page_versions" ADD COLUMN "topic_versions" integer[];--> statement-breakpoint
ALTER TABLE "controllers" ADD CONSTRAINT "controllers_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_versions" ADD CONSTRAINT "topic_versions_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_versions" ADD CONSTRAINT "topic_versions_topic" FOREIGN KEY ("brand_id","topic_id") REFERENCES "public"."topics"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_pending" ADD CONSTRAINT "ledger_pending_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_seals" ADD CONSTRAINT "ledger_seals_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_events" ADD CONSTRAINT "consent_events_topic_version" FOREIGN KEY ("brand_id","topic_id","topic_version") REFERENCES "public"."topic_versions"("brand_id","topic_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_events" ADD CONSTRAINT "consent_events_controller" FOREIGN KEY ("brand_id","controller_id") REFERENCES "public"."controllers"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- hand-written
-- Hashes do not compress.
ALTER TABLE "ledger_seals" ALTER COLUMN "leaves" SET STORAGE EXTERNAL;--> statement-breakpoint
-- Rows come and go within seconds.
ALTER TABLE "ledger_pending" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);--> statement-breakpoint
-- Which seals can hold an event: those whose range its seq lies in.
CREATE INDEX "ledger_seals_range" ON "ledger_seals" USING gist (int8range("first_seq", "last_seq", '[]'));--> statement-breakpoint
CREATE FUNCTION number_topic_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.name, NEW.description, NEW.category, NEW.max_per_month)
    IS DISTINCT FROM (OLD.name, OLD.description, OLD.category, OLD.max_per_month) THEN
    NEW.version := OLD.version + 1;
  ELSE
    NEW.version := OLD.version;
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE FUNCTION keep_topic_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO topic_versions (brand_id, topic_id, version, name, description, category, max_per_month, created_at)
  VALUES (NEW.brand_id, NEW.id, NEW.version, NEW.name, NEW.description, NEW.category, NEW.max_per_month,
    CASE WHEN TG_OP = 'INSERT' THEN NEW.created_at ELSE now() END)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER topics_number_version BEFORE UPDATE ON "topics" FOR EACH ROW EXECUTE FUNCTION number_topic_version();--> statement-breakpoint
CREATE TRIGGER topics_keep_version AFTER INSERT OR UPDATE ON "topics" FOR EACH ROW EXECUTE FUNCTION keep_topic_version();--> statement-breakpoint
INSERT INTO topic_versions (brand_id, topic_id, version, name, description, category, max_per_month, created_at)
  SELECT brand_id, id, version, name, description, category, max_per_month, created_at FROM topics;--> statement-breakpoint
-- The controller as it is now: found by its hash, or kept. The hash is over the facts in this order, separated by U+001F.
CREATE FUNCTION current_controller(of_brand uuid) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  facts text[];
  facts_hash bytea;
  found_id uuid;
BEGIN
  SELECT array[b.legal_name, b.name, b.postal_address, b.contact_email, b.website_url, b.privacy_url,
      coalesce(b.privacy_version, ''), b.default_country, b.time_zone, coalesce(a.waba_id, ''),
      coalesce(a.display_phone_e164, '')]
    INTO facts
    FROM brands b
    LEFT JOIN whatsapp_accounts a ON a.brand_id = b.id AND a.replaced_at IS NULL
    WHERE b.id = of_brand;
  IF facts IS NULL THEN
    RETURN NULL;
  END IF;
  facts_hash := sha256(convert_to(array_to_string(facts, chr(31)), 'UTF8'));
  SELECT id INTO found_id FROM controllers WHERE brand_id = of_brand AND hash = facts_hash;
  IF found_id IS NOT NULL THEN
    RETURN found_id;
  END IF;
  INSERT INTO controllers (brand_id, id, legal_name, brand_name, postal_address, contact_email, website_url, privacy_url,
      privacy_version, country, time_zone, waba_id, sender_e164, hash, created_at)
    VALUES (of_brand, gen_random_uuid(), facts[1], facts[2], facts[3], facts[4], facts[5], facts[6],
      nullif(facts[7], ''), facts[8], facts[9], nullif(facts[10], ''), nullif(facts[11], ''), facts_hash, now())
    ON CONFLICT (brand_id, hash) DO NOTHING
    RETURNING id INTO found_id;
  IF found_id IS NULL THEN
    SELECT id INTO found_id FROM controllers WHERE brand_id = of_brand AND hash = facts_hash;
  END IF;
  RETURN found_id;
END $$;--> statement-breakpoint
CREATE TRIGGER topic_versions_append_only BEFORE UPDATE OR DELETE ON "topic_versions" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER topic_versions_no_truncate BEFORE TRUNCATE ON "topic_versions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER controllers_append_only BEFORE UPDATE OR DELETE ON "controllers" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER controllers_no_truncate BEFORE TRUNCATE ON "controllers" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER ledger_seals_append_only BEFORE UPDATE OR DELETE ON "ledger_seals" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER ledger_seals_no_truncate BEFORE TRUNCATE ON "ledger_seals" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER wordings_no_truncate BEFORE TRUNCATE ON "wordings" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER landing_page_renders_no_truncate BEFORE TRUNCATE ON "landing_page_renders" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER landing_page_versions_no_truncate BEFORE TRUNCATE ON "landing_page_versions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
