ALTER TABLE "cases" ADD COLUMN "suspended_at" bigint;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "last_contact_at" bigint;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "promised_for" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "rank" integer;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "calendar" text NOT NULL DEFAULT '';--> statement-breakpoint
ALTER TABLE "cases" ALTER COLUMN "calendar" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "parties" jsonb NOT NULL DEFAULT '[]';--> statement-breakpoint
UPDATE "items" SET "parties" = jsonb_build_array("party");--> statement-breakpoint
ALTER TABLE "items" ALTER COLUMN "parties" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "voices" jsonb NOT NULL DEFAULT '[]';--> statement-breakpoint
ALTER TABLE "items" ALTER COLUMN "voices" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "wanted" jsonb;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "stopped_at" bigint;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "silent_until" bigint;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "transcribed_at" bigint;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "extension" jsonb;--> statement-breakpoint
ALTER TABLE "items" DROP COLUMN "party";