CREATE TABLE "invitation_refusals" (
	"brand_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"address_hash" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "invitation_refusals_brand_id_channel_address_hash_pk" PRIMARY KEY("brand_id","channel","address_hash")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"channel" text NOT NULL,
	"landing_page_id" uuid NOT NULL,
	"qr_code_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"basis" text NOT NULL,
	"state" text NOT NULL,
	"stopped_for" text,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "invitations_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
ALTER TABLE "channel_messages" ADD COLUMN "invitation_id" uuid;--> statement-breakpoint
ALTER TABLE "channel_messages" ADD COLUMN "address_sealed" "bytea";--> statement-breakpoint
ALTER TABLE "channel_messages" ADD COLUMN "address_hash" "bytea";--> statement-breakpoint
ALTER TABLE "channel_messages" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "channel_messages" ADD COLUMN "lease_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "channel_messages" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "channel_messages" ADD COLUMN "skip_reason" text;--> statement-breakpoint
ALTER TABLE "invitation_refusals" ADD CONSTRAINT "invitation_refusals_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_page" FOREIGN KEY ("brand_id","landing_page_id") REFERENCES "public"."landing_pages"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_link" FOREIGN KEY ("brand_id","qr_code_id") REFERENCES "public"."qr_codes"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitations_newest" ON "invitations" USING btree ("brand_id","created_at");--> statement-breakpoint
ALTER TABLE "channel_messages" ADD CONSTRAINT "channel_messages_invitation" FOREIGN KEY ("brand_id","invitation_id") REFERENCES "public"."invitations"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "channel_messages_once" ON "channel_messages" USING btree ("brand_id","invitation_id","address_hash") WHERE invitation_id is not null;--> statement-breakpoint
CREATE INDEX "channel_messages_queue" ON "channel_messages" USING btree ("brand_id","invitation_id","due_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "channel_messages_leases" ON "channel_messages" USING btree ("lease_until") WHERE state = 'sending';