ALTER TABLE "incident_owners" ADD COLUMN "settled_at" bigint;--> statement-breakpoint
ALTER TABLE "incident_owners" ADD COLUMN "settled_how" text;