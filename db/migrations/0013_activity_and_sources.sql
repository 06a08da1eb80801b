CREATE TABLE "source_figures" (
	"brand_id" uuid NOT NULL,
	"source_kind" text NOT NULL,
	"landing_page_id" text NOT NULL,
	"qr_code_id" text NOT NULL,
	"opt_ins" integer NOT NULL,
	"confirmed" integer NOT NULL,
	"judged_30" integer NOT NULL,
	"stayed_30" integer NOT NULL,
	"judged_90" integer NOT NULL,
	"stayed_90" integer NOT NULL,
	"opt_outs" integer NOT NULL,
	"last_event_at" timestamp with time zone NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "source_figures_brand_id_source_kind_landing_page_id_qr_code_id_pk" PRIMARY KEY("brand_id","source_kind","landing_page_id","qr_code_id")
);
--> statement-breakpoint
DROP INDEX "subscribers_by_last_message";--> statement-breakpoint
ALTER TABLE "roll_up_marks" ADD COLUMN "activity_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "last_read_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "last_pressed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "unread_in_a_row" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "source_figures" ADD CONSTRAINT "source_figures_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "messages_read" ON "messages" USING btree ("brand_id","read_at") WHERE read_at is not null;--> statement-breakpoint
CREATE INDEX "subscribers_by_source" ON "subscribers" USING btree ("brand_id","source_kind","created_at","id");--> statement-breakpoint
CREATE INDEX "subscribers_stopped" ON "subscribers" USING btree ("brand_id","created_at","id") WHERE platform_stopped_at is not null;--> statement-breakpoint
CREATE INDEX "subscribers_by_last_message" ON "subscribers" USING btree ("brand_id",coalesce(last_message_at, '-infinity'::timestamptz),"id");