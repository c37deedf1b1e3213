ALTER TABLE "visit_changes" ADD COLUMN "on_behalf_of" text;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "stand_ins" jsonb DEFAULT '{}'::jsonb NOT NULL;