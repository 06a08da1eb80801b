ALTER TABLE "import_chunks" DROP CONSTRAINT "import_chunks_brand_id_import_id_part_pk";--> statement-breakpoint
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_brand_id_id_pk" PRIMARY KEY("brand_id","id");--> statement-breakpoint
ALTER TABLE "import_chunks" ADD COLUMN "id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_part" UNIQUE("brand_id","import_id","part");