CREATE TABLE "import_chunks" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "import_chunks_brand_id_id_pk" PRIMARY KEY("brand_id","id"),
	CONSTRAINT "import_chunks_part" UNIQUE("brand_id","import_id","part")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"brand_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row_number" integer NOT NULL,
	"outcome" text NOT NULL,
	"problem" text,
	"phone_e164" text,
	"country" text,
	"name" text,
	"language" text,
	"consent_at" timestamp with time zone,
	"consent_source" text,
	"details" jsonb,
	"cells" jsonb,
	"subscriber_id" uuid,
	CONSTRAINT "import_rows_brand_id_import_id_row_number_pk" PRIMARY KEY("brand_id","import_id","row_number")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"state" text NOT NULL,
	"file_name" text NOT NULL,
	"byte_size" bigint NOT NULL,
	"file_hash" "bytea",
	"format" text,
	"encoding" text,
	"delimiter" text,
	"header" jsonb,
	"sample" jsonb,
	"mapping" jsonb,
	"default_country" text,
	"day_first" boolean DEFAULT true NOT NULL,
	"evidence" jsonb,
	"proof_name" text,
	"proof_hash" "bytea",
	"proof_sealed" "bytea",
	"totals" jsonb,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"rows_applied" integer DEFAULT 0 NOT NULL,
	"last_row_applied" integer DEFAULT 1 NOT NULL,
	"problem" text,
	"created_by" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "imports_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_import" FOREIGN KEY ("brand_id","import_id") REFERENCES "public"."imports"("brand_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import" FOREIGN KEY ("brand_id","import_id") REFERENCES "public"."imports"("brand_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_rows_to_mend" ON "import_rows" USING btree ("brand_id","import_id","row_number") WHERE problem is not null;--> statement-breakpoint
CREATE INDEX "imports_created" ON "imports" USING btree ("brand_id","created_at");