CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TABLE "audit_events" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "audit_events_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
CREATE TABLE "brands" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"legal_name" text NOT NULL,
	"contact_email" text NOT NULL,
	"postal_address" text NOT NULL,
	"website_url" text NOT NULL,
	"privacy_url" text NOT NULL,
	"logo_svg" text,
	"theme" jsonb NOT NULL,
	"default_locale" text NOT NULL,
	"time_zone" text NOT NULL,
	"default_country" text NOT NULL,
	"double_opt_in" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "brands_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "campaign_exclusions" (
	"brand_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "campaign_exclusions_brand_id_campaign_id_subscriber_id_pk" PRIMARY KEY("brand_id","campaign_id","subscriber_id")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"topic_id" uuid NOT NULL,
	"template_id" uuid NOT NULL,
	"audience" jsonb NOT NULL,
	"variables" jsonb NOT NULL,
	"state" text NOT NULL,
	"state_reason" text,
	"scheduled_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"revision" integer NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "campaigns_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "campaigns_name" UNIQUE("brand_id","name")
);
--> statement-breakpoint
CREATE TABLE "inbound_messages" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"subscriber_id" uuid,
	"provider_message_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"type" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"understood_as" text NOT NULL,
	"context_message_id" text,
	CONSTRAINT "inbound_messages_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "inbound_messages_provider_id" UNIQUE("brand_id","provider_message_id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"campaign_id" uuid,
	"template_id" uuid,
	"in_reply_to" text,
	"reply" jsonb,
	"state" text NOT NULL,
	"provider_message_id" text,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"defer_reason" text,
	"lease_until" timestamp with time zone,
	"skip_reason" text,
	"error_code" integer,
	"error_title" text,
	"queued_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	CONSTRAINT "messages_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
CREATE TABLE "consent_events" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "consent_events_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"subscriber_id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"method" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"source_kind" text NOT NULL,
	"landing_page_version_id" uuid,
	"wording_id" uuid,
	"language" text,
	"qr_code_id" uuid,
	"campaign_id" uuid,
	"actor_type" text NOT NULL,
	"actor_id" text,
	"evidence_commitment" "bytea" NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "consent_events_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
CREATE TABLE "consent_evidence" (
	"brand_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "consent_evidence_brand_id_event_id_pk" PRIMARY KEY("brand_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "consent_states" (
	"brand_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"state" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"given_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"source_kind" text NOT NULL,
	"landing_page_version_id" uuid,
	"qr_code_id" uuid,
	"last_event_id" uuid NOT NULL,
	CONSTRAINT "consent_states_brand_id_subscriber_id_topic_id_pk" PRIMARY KEY("brand_id","subscriber_id","topic_id")
);
--> statement-breakpoint
CREATE TABLE "sign_ups" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"landing_page_version_id" uuid NOT NULL,
	"wording_id" uuid NOT NULL,
	"language" text NOT NULL,
	"qr_code_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"expired_at" timestamp with time zone,
	CONSTRAINT "sign_ups_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "sign_ups_code" UNIQUE("brand_id","code")
);
--> statement-breakpoint
CREATE TABLE "topics" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" jsonb NOT NULL,
	"description" jsonb NOT NULL,
	"category" text NOT NULL,
	"max_per_month" integer,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "topics_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "topics_key" UNIQUE("brand_id","key")
);
--> statement-breakpoint
CREATE TABLE "wordings" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"language" text NOT NULL,
	"text" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "wordings_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "wordings_hash" UNIQUE("brand_id","language","hash")
);
--> statement-breakpoint
CREATE TABLE "consent_days" (
	"brand_id" uuid NOT NULL,
	"day" date NOT NULL,
	"source_kind" text NOT NULL,
	"landing_page_id" text NOT NULL,
	"qr_code_id" text NOT NULL,
	"opt_ins" integer NOT NULL,
	"confirmed" integer NOT NULL,
	"opt_outs" integer NOT NULL,
	CONSTRAINT "consent_days_brand_id_day_source_kind_landing_page_id_qr_code_id_pk" PRIMARY KEY("brand_id","day","source_kind","landing_page_id","qr_code_id")
);
--> statement-breakpoint
CREATE TABLE "roll_up_marks" (
	"brand_id" uuid PRIMARY KEY NOT NULL,
	"refreshed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "template_days" (
	"brand_id" uuid NOT NULL,
	"day" date NOT NULL,
	"template_id" uuid NOT NULL,
	"accepted" integer NOT NULL,
	"delivered" integer NOT NULL,
	"read" integer NOT NULL,
	"failed" integer NOT NULL,
	"opt_outs" integer NOT NULL,
	CONSTRAINT "template_days_brand_id_day_template_id_pk" PRIMARY KEY("brand_id","day","template_id")
);
--> statement-breakpoint
CREATE TABLE "landing_page_renders" (
	"brand_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"language" text NOT NULL,
	"form_html" text NOT NULL,
	"confirm_html" text NOT NULL,
	"done_html" text NOT NULL,
	"style_hash" text NOT NULL,
	"wording_id" uuid NOT NULL,
	"html_hash" "bytea" NOT NULL,
	CONSTRAINT "landing_page_renders_brand_id_version_id_language_pk" PRIMARY KEY("brand_id","version_id","language")
);
--> statement-breakpoint
CREATE TABLE "landing_page_versions" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"landing_page_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"topic_ids" uuid[] NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by" text,
	CONSTRAINT "landing_page_versions_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "landing_page_versions_number" UNIQUE("brand_id","landing_page_id","version")
);
--> statement-breakpoint
CREATE TABLE "landing_pages" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"draft" jsonb NOT NULL,
	"draft_revision" integer NOT NULL,
	"published_version" integer,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "landing_pages_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "landing_pages_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "qr_codes" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"label" text NOT NULL,
	"landing_page_id" uuid NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "qr_codes_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "qr_codes_code_unique" UNIQUE("code"),
	CONSTRAINT "qr_codes_label" UNIQUE("brand_id","label")
);
--> statement-breakpoint
CREATE TABLE "qr_scans" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"qr_code_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "qr_scans_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"brand_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "memberships_brand_id_staff_id_pk" PRIMARY KEY("brand_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"locale" text,
	"failed_sign_ins" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "staff_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "staff_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"action" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "subscriber_keys" (
	"brand_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"wrapped_key" "bytea" NOT NULL,
	CONSTRAINT "subscriber_keys_brand_id_subscriber_id_pk" PRIMARY KEY("brand_id","subscriber_id")
);
--> statement-breakpoint
CREATE TABLE "subscribers" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"phone_e164" text NOT NULL,
	"country" text NOT NULL,
	"language" text NOT NULL,
	"name" text,
	"service_window_until" timestamp with time zone,
	"platform_stopped_at" timestamp with time zone,
	"paused_until" timestamp with time zone,
	"unreachable_at" timestamp with time zone,
	"last_message_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "subscribers_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "subscribers_phone" UNIQUE("brand_id","phone_e164")
);
--> statement-breakpoint
CREATE TABLE "template_events" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"template_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"previous" text,
	"current" text NOT NULL,
	"reason" text,
	"heard_from" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "template_events_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"category" text NOT NULL,
	"status" text NOT NULL,
	"quality_score" text NOT NULL,
	"parameter_format" text NOT NULL,
	"rejected_reason" text,
	"components" jsonb NOT NULL,
	"synced_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "templates_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "templates_name" UNIQUE("brand_id","account_id","name","language")
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"body" text NOT NULL,
	"applied_at" timestamp with time zone,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "webhook_deliveries_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "webhook_deliveries_body" UNIQUE("brand_id","account_id","body_hash")
);
--> statement-breakpoint
CREATE TABLE "whatsapp_accounts" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"provider" text NOT NULL,
	"is_simulator" boolean NOT NULL,
	"api_base_url" text NOT NULL,
	"api_version" text NOT NULL,
	"link_base_url" text NOT NULL,
	"waba_id" text NOT NULL,
	"phone_number_id" text NOT NULL,
	"display_phone_e164" text NOT NULL,
	"verified_name" text NOT NULL,
	"access_token_sealed" "bytea" NOT NULL,
	"app_secret_sealed" "bytea" NOT NULL,
	"verify_token_sealed" "bytea" NOT NULL,
	"webhook_key" text NOT NULL,
	"quality_rating" text DEFAULT 'UNKNOWN' NOT NULL,
	"messaging_limit_tier" text DEFAULT 'TIER_250' NOT NULL,
	"synced_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "whatsapp_accounts_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "whatsapp_accounts_webhook_key_unique" UNIQUE("webhook_key"),
	CONSTRAINT "whatsapp_accounts_number" UNIQUE("brand_id","phone_number_id")
);
--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_exclusions" ADD CONSTRAINT "campaign_exclusions_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_exclusions" ADD CONSTRAINT "campaign_exclusions_campaign" FOREIGN KEY ("brand_id","campaign_id") REFERENCES "public"."campaigns"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_exclusions" ADD CONSTRAINT "campaign_exclusions_subscriber" FOREIGN KEY ("brand_id","subscriber_id") REFERENCES "public"."subscribers"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_topic" FOREIGN KEY ("brand_id","topic_id") REFERENCES "public"."topics"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_template" FOREIGN KEY ("brand_id","template_id") REFERENCES "public"."templates"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_messages" ADD CONSTRAINT "inbound_messages_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_messages" ADD CONSTRAINT "inbound_messages_subscriber" FOREIGN KEY ("brand_id","subscriber_id") REFERENCES "public"."subscribers"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_subscriber" FOREIGN KEY ("brand_id","subscriber_id") REFERENCES "public"."subscribers"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_campaign" FOREIGN KEY ("brand_id","campaign_id") REFERENCES "public"."campaigns"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_template" FOREIGN KEY ("brand_id","template_id") REFERENCES "public"."templates"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_account" FOREIGN KEY ("brand_id","account_id") REFERENCES "public"."whatsapp_accounts"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_events" ADD CONSTRAINT "consent_events_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_events" ADD CONSTRAINT "consent_events_subscriber_fk" FOREIGN KEY ("brand_id","subscriber_id") REFERENCES "public"."subscribers"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_events" ADD CONSTRAINT "consent_events_topic" FOREIGN KEY ("brand_id","topic_id") REFERENCES "public"."topics"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_events" ADD CONSTRAINT "consent_events_wording" FOREIGN KEY ("brand_id","wording_id") REFERENCES "public"."wordings"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_evidence" ADD CONSTRAINT "consent_evidence_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_evidence" ADD CONSTRAINT "consent_evidence_event" FOREIGN KEY ("brand_id","event_id") REFERENCES "public"."consent_events"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_states" ADD CONSTRAINT "consent_states_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_states" ADD CONSTRAINT "consent_states_subscriber" FOREIGN KEY ("brand_id","subscriber_id") REFERENCES "public"."subscribers"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_states" ADD CONSTRAINT "consent_states_topic_fk" FOREIGN KEY ("brand_id","topic_id") REFERENCES "public"."topics"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ups" ADD CONSTRAINT "sign_ups_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ups" ADD CONSTRAINT "sign_ups_subscriber" FOREIGN KEY ("brand_id","subscriber_id") REFERENCES "public"."subscribers"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wordings" ADD CONSTRAINT "wordings_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_days" ADD CONSTRAINT "consent_days_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_up_marks" ADD CONSTRAINT "roll_up_marks_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_days" ADD CONSTRAINT "template_days_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_days" ADD CONSTRAINT "template_days_template_fk" FOREIGN KEY ("brand_id","template_id") REFERENCES "public"."templates"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landing_page_renders" ADD CONSTRAINT "landing_page_renders_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landing_page_renders" ADD CONSTRAINT "landing_page_renders_version" FOREIGN KEY ("brand_id","version_id") REFERENCES "public"."landing_page_versions"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landing_page_renders" ADD CONSTRAINT "landing_page_renders_wording" FOREIGN KEY ("brand_id","wording_id") REFERENCES "public"."wordings"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landing_page_versions" ADD CONSTRAINT "landing_page_versions_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landing_page_versions" ADD CONSTRAINT "landing_page_versions_page" FOREIGN KEY ("brand_id","landing_page_id") REFERENCES "public"."landing_pages"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landing_pages" ADD CONSTRAINT "landing_pages_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qr_codes" ADD CONSTRAINT "qr_codes_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qr_codes" ADD CONSTRAINT "qr_codes_page" FOREIGN KEY ("brand_id","landing_page_id") REFERENCES "public"."landing_pages"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qr_scans" ADD CONSTRAINT "qr_scans_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qr_scans" ADD CONSTRAINT "qr_scans_code_fk" FOREIGN KEY ("brand_id","qr_code_id") REFERENCES "public"."qr_codes"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_events" ADD CONSTRAINT "staff_events_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriber_keys" ADD CONSTRAINT "subscriber_keys_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriber_keys" ADD CONSTRAINT "subscriber_keys_subscriber" FOREIGN KEY ("brand_id","subscriber_id") REFERENCES "public"."subscribers"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscribers" ADD CONSTRAINT "subscribers_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_events" ADD CONSTRAINT "template_events_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_events" ADD CONSTRAINT "template_events_template_fk" FOREIGN KEY ("brand_id","template_id") REFERENCES "public"."templates"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_account" FOREIGN KEY ("brand_id","account_id") REFERENCES "public"."whatsapp_accounts"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_account" FOREIGN KEY ("brand_id","account_id") REFERENCES "public"."whatsapp_accounts"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ADD CONSTRAINT "whatsapp_accounts_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_subject" ON "audit_events" USING btree ("brand_id","subject_type","subject_id","at");--> statement-breakpoint
CREATE INDEX "audit_events_at" ON "audit_events" USING btree ("brand_id","at");--> statement-breakpoint
CREATE INDEX "campaigns_state" ON "campaigns" USING btree ("state","scheduled_at");--> statement-breakpoint
CREATE INDEX "inbound_messages_person" ON "inbound_messages" USING btree ("brand_id","subscriber_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_campaign_person" ON "messages" USING btree ("brand_id","campaign_id","subscriber_id") WHERE campaign_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_reply" ON "messages" USING btree ("brand_id","in_reply_to") WHERE in_reply_to is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_provider_id" ON "messages" USING btree ("brand_id","provider_message_id") WHERE provider_message_id is not null;--> statement-breakpoint
CREATE INDEX "messages_queue" ON "messages" USING btree ("brand_id","due_at","id") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "messages_leases" ON "messages" USING btree ("lease_until") WHERE state = 'sending';--> statement-breakpoint
CREATE INDEX "messages_campaign_state" ON "messages" USING btree ("brand_id","campaign_id","state");--> statement-breakpoint
CREATE INDEX "messages_person" ON "messages" USING btree ("brand_id","subscriber_id","accepted_at");--> statement-breakpoint
CREATE INDEX "messages_accepted" ON "messages" USING btree ("brand_id","accepted_at");--> statement-breakpoint
CREATE UNIQUE INDEX "consent_events_seq" ON "consent_events" USING btree ("brand_id","seq");--> statement-breakpoint
CREATE INDEX "consent_events_subscriber" ON "consent_events" USING btree ("brand_id","subscriber_id","seq");--> statement-breakpoint
CREATE INDEX "consent_events_at" ON "consent_events" USING btree ("brand_id","at");--> statement-breakpoint
CREATE INDEX "consent_evidence_subscriber" ON "consent_evidence" USING btree ("brand_id","subscriber_id");--> statement-breakpoint
CREATE INDEX "consent_states_topic" ON "consent_states" USING btree ("brand_id","topic_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "sign_ups_waiting" ON "sign_ups" USING btree ("brand_id","subscriber_id","landing_page_version_id") WHERE confirmed_at is null and expired_at is null;--> statement-breakpoint
CREATE INDEX "sign_ups_expiry" ON "sign_ups" USING btree ("expires_at") WHERE confirmed_at is null and expired_at is null;--> statement-breakpoint
CREATE INDEX "template_days_template" ON "template_days" USING btree ("brand_id","template_id","day");--> statement-breakpoint
CREATE INDEX "landing_pages_updated" ON "landing_pages" USING btree ("brand_id","updated_at");--> statement-breakpoint
CREATE INDEX "qr_scans_code" ON "qr_scans" USING btree ("brand_id","qr_code_id","at");--> statement-breakpoint
CREATE INDEX "memberships_staff" ON "memberships" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "staff_events_staff" ON "staff_events" USING btree ("staff_id","at");--> statement-breakpoint
CREATE INDEX "staff_sessions_staff" ON "staff_sessions" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "subscribers_created" ON "subscribers" USING btree ("brand_id","created_at","id");--> statement-breakpoint
CREATE INDEX "subscribers_name_search" ON "subscribers" USING gin (name gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "subscribers_phone_search" ON "subscribers" USING gin (phone_e164 gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "template_events_template" ON "template_events" USING btree ("brand_id","template_id","at");--> statement-breakpoint
CREATE INDEX "templates_external" ON "templates" USING btree ("brand_id","external_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_backlog" ON "webhook_deliveries" USING btree ("brand_id","account_id","received_at","id") WHERE applied_at is null;--> statement-breakpoint
-- What follows is written by hand: Drizzle has no words for it.
ALTER TABLE "consent_events" ADD CONSTRAINT "consent_events_version" FOREIGN KEY ("brand_id","landing_page_version_id") REFERENCES "landing_page_versions"("brand_id","id");--> statement-breakpoint
ALTER TABLE "consent_events" ADD CONSTRAINT "consent_events_qr_code" FOREIGN KEY ("brand_id","qr_code_id") REFERENCES "qr_codes"("brand_id","id");--> statement-breakpoint
ALTER TABLE "consent_events" ADD CONSTRAINT "consent_events_campaign" FOREIGN KEY ("brand_id","campaign_id") REFERENCES "campaigns"("brand_id","id");--> statement-breakpoint
ALTER TABLE "sign_ups" ADD CONSTRAINT "sign_ups_version" FOREIGN KEY ("brand_id","landing_page_version_id") REFERENCES "landing_page_versions"("brand_id","id");--> statement-breakpoint
ALTER TABLE "sign_ups" ADD CONSTRAINT "sign_ups_qr_code" FOREIGN KEY ("brand_id","qr_code_id") REFERENCES "qr_codes"("brand_id","id");--> statement-breakpoint
ALTER TABLE "sign_ups" ADD CONSTRAINT "sign_ups_wording" FOREIGN KEY ("brand_id","wording_id") REFERENCES "wordings"("brand_id","id");--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER consent_events_append_only BEFORE UPDATE OR DELETE ON "consent_events" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER consent_events_no_truncate BEFORE TRUNCATE ON "consent_events" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER landing_page_versions_append_only BEFORE UPDATE OR DELETE ON "landing_page_versions" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER landing_page_renders_append_only BEFORE UPDATE OR DELETE ON "landing_page_renders" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER wordings_append_only BEFORE UPDATE OR DELETE ON "wordings" FOR EACH ROW EXECUTE FUNCTION refuse_change();
