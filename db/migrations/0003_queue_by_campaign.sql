DROP INDEX "messages_queue";--> statement-breakpoint
CREATE INDEX "messages_queue" ON "messages" USING btree ("brand_id","campaign_id","due_at","id") WHERE state = 'queued';