CREATE TABLE "api_calls" (
	"brand_id" uuid NOT NULL,
	"api_key_id" uuid NOT NULL,
	"call_hash" "bytea" NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"answer" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "api_calls_brand_id_api_key_id_call_hash_pk" PRIMARY KEY("brand_id","api_key_id","call_hash")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"code" text NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"scopes" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "api_keys_code_unique" UNIQUE("code"),
	CONSTRAINT "api_keys_name" UNIQUE("brand_id","name")
);
--> statement-breakpoint
CREATE TABLE "opt_out_reviews" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"account_id" uuid,
	"provider_message_id" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"verdict" text,
	"judged_at" timestamp with time zone,
	"judged_by" uuid,
	"settled_at" timestamp with time zone,
	CONSTRAINT "opt_out_reviews_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "opt_out_reviews_message" UNIQUE("brand_id","channel","provider_message_id")
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"phone_hash" "bytea" NOT NULL,
	"scope" text NOT NULL,
	"topic_id" uuid,
	"reason" text NOT NULL,
	"note" text,
	"at" timestamp with time zone NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" text,
	"lifted_at" timestamp with time zone,
	"lifted_by" text,
	"lifted_actor_id" text,
	"lift_note" text,
	CONSTRAINT "suppressions_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
DROP INDEX "messages_reply";--> statement-breakpoint
ALTER TABLE "sign_ups" ALTER COLUMN "landing_page_version_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "reply_purpose" text DEFAULT 'answer' NOT NULL;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "phone_hash" "bytea";--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "max_per_month" integer;--> statement-breakpoint
ALTER TABLE "api_calls" ADD CONSTRAINT "api_calls_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_calls" ADD CONSTRAINT "api_calls_key" FOREIGN KEY ("brand_id","api_key_id") REFERENCES "public"."api_keys"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opt_out_reviews" ADD CONSTRAINT "opt_out_reviews_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opt_out_reviews" ADD CONSTRAINT "opt_out_reviews_subscriber" FOREIGN KEY ("brand_id","subscriber_id") REFERENCES "public"."subscribers"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_topic" FOREIGN KEY ("brand_id","topic_id") REFERENCES "public"."topics"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "opt_out_reviews_open" ON "opt_out_reviews" USING btree ("brand_id","subscriber_id") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "opt_out_reviews_order" ON "opt_out_reviews" USING btree ("brand_id","at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "suppressions_standing" ON "suppressions" USING btree ("brand_id","phone_hash","scope",coalesce(topic_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "suppressions_added" ON "suppressions" USING btree ("brand_id","added_at","id");--> statement-breakpoint
CREATE INDEX "subscribers_phone_hash" ON "subscribers" USING btree ("brand_id","phone_hash");--> statement-breakpoint
CREATE INDEX "subscribers_without_hash" ON "subscribers" USING btree ("brand_id") WHERE phone_hash is null and num_nonnulls(phone_e164, wa_user_id) > 0;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_reply" ON "messages" USING btree ("brand_id","in_reply_to","reply_purpose") WHERE in_reply_to is not null;--> statement-breakpoint
-- hand-written
-- A hash belongs to one number: whoever changes the number without its hash leaves it empty, and the policy then fails closed until
-- the job `hash-numbers` has filled it.
CREATE FUNCTION forget_phone_hash() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(NEW.phone_e164, NEW.wa_user_id) IS DISTINCT FROM coalesce(OLD.phone_e164, OLD.wa_user_id) AND NEW.phone_hash IS NOT DISTINCT FROM OLD.phone_hash THEN
    NEW.phone_hash := NULL;
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER subscribers_phone_hash_of_number BEFORE UPDATE OF "phone_e164", "wa_user_id" ON "subscribers" FOR EACH ROW EXECUTE FUNCTION forget_phone_hash();
