CREATE TABLE "ledger_checks" (
	"brand_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone NOT NULL,
	"events" integer NOT NULL,
	"sealed" integer NOT NULL,
	"waiting" integer NOT NULL,
	"seals" integer NOT NULL,
	"head_hash" "bytea",
	"found" integer NOT NULL,
	"findings" jsonb NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" text,
	CONSTRAINT "ledger_checks_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
CREATE TABLE "retention_rules" (
	"brand_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"keep_for" integer,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "retention_rules_brand_id_rule_pk" PRIMARY KEY("brand_id","rule")
);
--> statement-breakpoint
ALTER TABLE "ledger_checks" ADD CONSTRAINT "ledger_checks_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_rules" ADD CONSTRAINT "retention_rules_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;