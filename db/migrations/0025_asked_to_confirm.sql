ALTER TABLE "messages" ADD COLUMN "sign_up_id" uuid;--> statement-breakpoint
ALTER TABLE "sign_ups" ADD COLUMN "refused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "landing_page_renders" ADD COLUMN "asked_html" text;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_sign_up_fk" FOREIGN KEY ("brand_id","sign_up_id") REFERENCES "public"."sign_ups"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_sign_up" ON "messages" USING btree ("brand_id","sign_up_id") WHERE sign_up_id is not null;--> statement-breakpoint
CREATE INDEX "messages_asked" ON "messages" USING btree ("brand_id","queued_at") WHERE sign_up_id is not null;--> statement-breakpoint
CREATE INDEX "sign_ups_refused" ON "sign_ups" USING btree ("brand_id","subscriber_id") WHERE refused_at is not null;