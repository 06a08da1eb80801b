CREATE TABLE "qr_batches" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"look" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "qr_batches_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "qr_batches_name" UNIQUE("brand_id","name")
);
--> statement-breakpoint
CREATE TABLE "qr_days" (
	"brand_id" uuid NOT NULL,
	"qr_code_id" uuid NOT NULL,
	"day" date NOT NULL,
	"scans" integer NOT NULL,
	"views" integer NOT NULL,
	"last_scan_at" timestamp with time zone,
	CONSTRAINT "qr_days_brand_id_qr_code_id_day_pk" PRIMARY KEY("brand_id","qr_code_id","day")
);
--> statement-breakpoint
CREATE TABLE "qr_designs" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"look" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "qr_designs_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "qr_designs_name" UNIQUE("brand_id","name")
);
--> statement-breakpoint
CREATE TABLE "qr_prints" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"layout" text NOT NULL,
	"look" jsonb NOT NULL,
	"state" text NOT NULL,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"pages" integer DEFAULT 0 NOT NULL,
	"unread" text[] DEFAULT '{}' NOT NULL,
	"file_key" text,
	"byte_size" integer,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "qr_prints_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
ALTER TABLE "qr_codes" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "qr_codes" ADD COLUMN "kind" text DEFAULT 'page' NOT NULL;--> statement-breakpoint
ALTER TABLE "qr_codes" ADD COLUMN "chat_words" text;--> statement-breakpoint
ALTER TABLE "qr_codes" ADD COLUMN "meta_code" text;--> statement-breakpoint
ALTER TABLE "qr_codes" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "qr_codes" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "qr_codes" ADD COLUMN "look" jsonb;--> statement-breakpoint
ALTER TABLE "qr_codes" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "qr_scans" ADD COLUMN "scans" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "qr_scans" ADD COLUMN "views" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "qr_batches" ADD CONSTRAINT "qr_batches_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qr_days" ADD CONSTRAINT "qr_days_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qr_days" ADD CONSTRAINT "qr_days_code_fk" FOREIGN KEY ("brand_id","qr_code_id") REFERENCES "public"."qr_codes"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qr_designs" ADD CONSTRAINT "qr_designs_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qr_prints" ADD CONSTRAINT "qr_prints_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qr_prints" ADD CONSTRAINT "qr_prints_batch_fk" FOREIGN KEY ("brand_id","batch_id") REFERENCES "public"."qr_batches"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "qr_prints_batch" ON "qr_prints" USING btree ("brand_id","batch_id","created_at");--> statement-breakpoint
ALTER TABLE "qr_codes" ADD CONSTRAINT "qr_codes_batch_fk" FOREIGN KEY ("brand_id","batch_id") REFERENCES "public"."qr_batches"("brand_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "qr_codes_batch" ON "qr_codes" USING btree ("brand_id","batch_id","position");--> statement-breakpoint
INSERT INTO "qr_days" ("brand_id", "qr_code_id", "day", "scans", "views", "last_scan_at")
SELECT s."brand_id", s."qr_code_id", (s."at" AT TIME ZONE b."time_zone")::date, count(*), 0, max(s."at")
FROM "qr_scans" s JOIN "brands" b ON b."id" = s."brand_id" GROUP BY 1, 2, 3;
