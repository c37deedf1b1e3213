CREATE TABLE "calendar_feeds" (
	"person" text PRIMARY KEY NOT NULL,
	"counter" integer DEFAULT 1 NOT NULL,
	"enabled" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;