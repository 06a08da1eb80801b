CREATE TABLE "account_notices" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"field" text NOT NULL,
	"event" text NOT NULL,
	"severity" text NOT NULL,
	"details" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "account_notices_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "account_notices_once" UNIQUE("brand_id","account_id","field","event","at")
);
--> statement-breakpoint
CREATE TABLE "parked_statuses" (
	"brand_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"provider_message_id" text NOT NULL,
	"status" text NOT NULL,
	"message_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"error_code" integer,
	"error_title" text,
	"parked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "parked_statuses_brand_id_account_id_provider_message_id_status_pk" PRIMARY KEY("brand_id","account_id","provider_message_id","status")
);
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ALTER COLUMN "body" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD COLUMN "kind" text DEFAULT 'meta' NOT NULL;--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ADD COLUMN "sending_paused" text;--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ADD COLUMN "sending_paused_reason" text;--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ADD COLUMN "sending_paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ADD COLUMN "sending_paused_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "account_notices" ADD CONSTRAINT "account_notices_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_notices" ADD CONSTRAINT "account_notices_account" FOREIGN KEY ("brand_id","account_id") REFERENCES "public"."whatsapp_accounts"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parked_statuses" ADD CONSTRAINT "parked_statuses_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parked_statuses" ADD CONSTRAINT "parked_statuses_account" FOREIGN KEY ("brand_id","account_id") REFERENCES "public"."whatsapp_accounts"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_notices_open" ON "account_notices" USING btree ("brand_id","at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "parked_statuses_message" ON "parked_statuses" USING btree ("brand_id","provider_message_id");--> statement-breakpoint
CREATE INDEX "parked_statuses_expiry" ON "parked_statuses" USING btree ("parked_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_bodies" ON "webhook_deliveries" USING btree ("applied_at") WHERE body is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_empty" ON "webhook_deliveries" USING btree ("applied_at") WHERE body is null;