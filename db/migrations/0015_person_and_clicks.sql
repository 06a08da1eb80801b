CREATE TABLE "link_clicks" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"button" smallint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "link_clicks_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
ALTER TABLE "subscriber_notes" ADD COLUMN "changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "link_clicks" ADD CONSTRAINT "link_clicks_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_clicks" ADD CONSTRAINT "link_clicks_message_fk" FOREIGN KEY ("brand_id","message_id") REFERENCES "public"."messages"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "link_clicks_message" ON "link_clicks" USING btree ("brand_id","message_id","at");--> statement-breakpoint
CREATE INDEX "link_clicks_campaign" ON "link_clicks" USING btree ("brand_id","campaign_id","message_id");--> statement-breakpoint
CREATE INDEX "link_clicks_at" ON "link_clicks" USING btree ("brand_id","at");