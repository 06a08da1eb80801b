ALTER TABLE "consent_days" ADD COLUMN "gone_within_30" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "consent_days" ADD COLUMN "joined" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "consent_days" ADD COLUMN "departed" integer DEFAULT 0 NOT NULL;