CREATE TABLE "landing_page_plans" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"landing_page_id" uuid NOT NULL,
	"act" text NOT NULL,
	"version_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"reasons" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text,
	"settled_at" timestamp with time zone,
	CONSTRAINT "landing_page_plans_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
CREATE TABLE "landing_page_tests" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"landing_page_id" uuid NOT NULL,
	"version_a_id" uuid NOT NULL,
	"version_b_id" uuid NOT NULL,
	"share_b" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"started_by" text,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"winner" text,
	CONSTRAINT "landing_page_tests_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
CREATE TABLE "landing_page_views" (
	"brand_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"test_id" text DEFAULT '' NOT NULL,
	"day" date NOT NULL,
	"views" bigint NOT NULL,
	CONSTRAINT "landing_page_views_brand_id_version_id_test_id_day_pk" PRIMARY KEY("brand_id","version_id","test_id","day")
);
--> statement-breakpoint
ALTER TABLE "landing_page_plans" ADD CONSTRAINT "landing_page_plans_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landing_page_plans" ADD CONSTRAINT "landing_page_plans_page_fk" FOREIGN KEY ("brand_id","landing_page_id") REFERENCES "public"."landing_pages"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landing_page_plans" ADD CONSTRAINT "landing_page_plans_version" FOREIGN KEY ("brand_id","version_id") REFERENCES "public"."landing_page_versions"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landing_page_tests" ADD CONSTRAINT "landing_page_tests_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landing_page_tests" ADD CONSTRAINT "landing_page_tests_page_fk" FOREIGN KEY ("brand_id","landing_page_id") REFERENCES "public"."landing_pages"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landing_page_tests" ADD CONSTRAINT "landing_page_tests_a" FOREIGN KEY ("brand_id","version_a_id") REFERENCES "public"."landing_page_versions"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landing_page_tests" ADD CONSTRAINT "landing_page_tests_b" FOREIGN KEY ("brand_id","version_b_id") REFERENCES "public"."landing_page_versions"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landing_page_views" ADD CONSTRAINT "landing_page_views_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landing_page_views" ADD CONSTRAINT "landing_page_views_version" FOREIGN KEY ("brand_id","version_id") REFERENCES "public"."landing_page_versions"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "landing_page_plans_waiting" ON "landing_page_plans" USING btree ("brand_id","landing_page_id","act") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "landing_page_plans_page" ON "landing_page_plans" USING btree ("brand_id","landing_page_id","created_at");--> statement-breakpoint
CREATE INDEX "landing_page_plans_due" ON "landing_page_plans" USING btree ("at") WHERE state = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "landing_page_tests_running" ON "landing_page_tests" USING btree ("brand_id","landing_page_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "landing_page_tests_page" ON "landing_page_tests" USING btree ("brand_id","landing_page_id","started_at");--> statement-breakpoint
CREATE INDEX "sign_ups_version" ON "sign_ups" USING btree ("brand_id","landing_page_version_id","created_at");