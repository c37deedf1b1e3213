DROP INDEX "calendar_changes_subject";--> statement-breakpoint
ALTER TABLE "calendar_changes" ADD COLUMN "number" bigserial NOT NULL;--> statement-breakpoint
CREATE INDEX "calendar_changes_subject" ON "calendar_changes" USING btree ("subject","number");