ALTER TABLE "subscribers" ALTER COLUMN "phone_e164" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "wa_user_id" text;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "username" text;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "subscribers" ADD CONSTRAINT "subscribers_merged_into" FOREIGN KEY ("brand_id","merged_into_id") REFERENCES "public"."subscribers"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "subscribers_merged" ON "subscribers" USING btree ("brand_id","merged_into_id") WHERE merged_into_id is not null;--> statement-breakpoint
CREATE INDEX "subscribers_username_search" ON "subscribers" USING gin (username gin_trgm_ops);--> statement-breakpoint
ALTER TABLE "subscribers" ADD CONSTRAINT "subscribers_wa_user" UNIQUE("brand_id","wa_user_id");--> statement-breakpoint
ALTER TABLE "subscribers" ADD CONSTRAINT "subscribers_known_by" CHECK (num_nonnulls(phone_e164, wa_user_id, merged_into_id) > 0);