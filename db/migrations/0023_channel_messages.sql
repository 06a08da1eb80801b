CREATE TABLE "channel_messages" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"channel" text NOT NULL,
	"purpose" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"error_code" integer,
	"error_title" text,
	CONSTRAINT "channel_messages_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
ALTER TABLE "webhook_refusals" DROP CONSTRAINT "webhook_refusals_brand_id_account_id_day_reason_pk";--> statement-breakpoint
ALTER TABLE "webhook_refusals" ALTER COLUMN "account_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ALTER COLUMN "account_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_refusals" ADD COLUMN "channel" text;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD COLUMN "channel" text;--> statement-breakpoint
ALTER TABLE "channel_messages" ADD CONSTRAINT "channel_messages_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "channel_messages_newest" ON "channel_messages" USING btree ("brand_id","channel","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_channel_body" ON "webhook_deliveries" USING btree ("brand_id","channel","body_hash") WHERE channel is not null;--> statement-breakpoint
ALTER TABLE "webhook_refusals" ADD CONSTRAINT "webhook_refusals_once" UNIQUE NULLS NOT DISTINCT("brand_id","account_id","channel","day","reason");--> statement-breakpoint
ALTER TABLE "webhook_refusals" ADD CONSTRAINT "webhook_refusals_owner" CHECK (num_nonnulls(account_id, channel) = 1);--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_owner" CHECK (num_nonnulls(account_id, channel) = 1);