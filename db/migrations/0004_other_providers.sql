CREATE TABLE "channel_accounts" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"channel" text NOT NULL,
	"is_simulator" boolean NOT NULL,
	"settings" jsonb NOT NULL,
	"secret_sealed" "bytea",
	"webhook_key" text NOT NULL,
	"callback_token_sealed" "bytea",
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "channel_accounts_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "channel_accounts_webhook_key_unique" UNIQUE("webhook_key"),
	CONSTRAINT "channel_accounts_channel" UNIQUE("brand_id","channel")
);
--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ALTER COLUMN "waba_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ALTER COLUMN "app_secret_sealed" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ALTER COLUMN "verify_token_sealed" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ADD COLUMN "callback_token_sealed" "bytea";--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ADD COLUMN "template_namespace" text;--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ADD COLUMN "replaced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "channel_accounts" ADD CONSTRAINT "channel_accounts_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "whatsapp_accounts_current" ON "whatsapp_accounts" USING btree ("brand_id") WHERE replaced_at is null;--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ADD CONSTRAINT "whatsapp_accounts_keys" CHECK (case provider
        when 'cloud-api' then waba_id is not null and app_secret_sealed is not null and verify_token_sealed is not null
        when 'cm' then callback_token_sealed is not null
        else false
      end);