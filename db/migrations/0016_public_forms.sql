CREATE TABLE "brand_domains" (
	"brand_id" uuid NOT NULL,
	"host" text NOT NULL,
	"token" text NOT NULL,
	"verified_at" timestamp with time zone,
	"checked_at" timestamp with time zone,
	"problem" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "brand_domains_brand_id_pk" PRIMARY KEY("brand_id")
);
--> statement-breakpoint
CREATE TABLE "reward_codes" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"landing_page_id" uuid NOT NULL,
	"code" text NOT NULL,
	"subscriber_id" uuid,
	"given_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reward_codes_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "reward_codes_code" UNIQUE("brand_id","landing_page_id","code")
);
--> statement-breakpoint
CREATE TABLE "sign_up_answers" (
	"brand_id" uuid NOT NULL,
	"sign_up_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sign_up_answers_brand_id_sign_up_id_pk" PRIMARY KEY("brand_id","sign_up_id")
);
--> statement-breakpoint
ALTER TABLE "brands" ADD COLUMN "served_countries" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "brands" ADD COLUMN "form_guard" text DEFAULT 'auto' NOT NULL;--> statement-breakpoint
ALTER TABLE "brand_domains" ADD CONSTRAINT "brand_domains_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reward_codes" ADD CONSTRAINT "reward_codes_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reward_codes" ADD CONSTRAINT "reward_codes_page" FOREIGN KEY ("brand_id","landing_page_id") REFERENCES "public"."landing_pages"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reward_codes" ADD CONSTRAINT "reward_codes_subscriber" FOREIGN KEY ("brand_id","subscriber_id") REFERENCES "public"."subscribers"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_up_answers" ADD CONSTRAINT "sign_up_answers_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_up_answers" ADD CONSTRAINT "sign_up_answers_sign_up" FOREIGN KEY ("brand_id","sign_up_id") REFERENCES "public"."sign_ups"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "brand_domains_host" ON "brand_domains" USING btree ("host") WHERE verified_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "reward_codes_person" ON "reward_codes" USING btree ("brand_id","landing_page_id","subscriber_id") WHERE subscriber_id is not null;--> statement-breakpoint
CREATE INDEX "reward_codes_left" ON "reward_codes" USING btree ("brand_id","landing_page_id","id") WHERE given_at is null;