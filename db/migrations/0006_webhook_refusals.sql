CREATE TABLE "webhook_handshakes" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"webhook_key" text NOT NULL,
	"verify_token_sealed" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	CONSTRAINT "webhook_handshakes_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "webhook_handshakes_key" UNIQUE("webhook_key")
);
--> statement-breakpoint
CREATE TABLE "webhook_refusals" (
	"brand_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"day" date NOT NULL,
	"reason" text NOT NULL,
	"count" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "webhook_refusals_brand_id_account_id_day_reason_pk" PRIMARY KEY("brand_id","account_id","day","reason")
);
--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ADD COLUMN "number_details" jsonb;--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ADD COLUMN "handshake_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "webhook_handshakes" ADD CONSTRAINT "webhook_handshakes_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_refusals" ADD CONSTRAINT "webhook_refusals_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_refusals" ADD CONSTRAINT "webhook_refusals_account" FOREIGN KEY ("brand_id","account_id") REFERENCES "public"."whatsapp_accounts"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_handshakes_expiry" ON "webhook_handshakes" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_received" ON "webhook_deliveries" USING brin ("received_at");