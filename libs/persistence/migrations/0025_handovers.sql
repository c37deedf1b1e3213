CREATE TABLE "handovers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"item" text NOT NULL,
	"person" text NOT NULL,
	"name" text NOT NULL,
	"function" text NOT NULL,
	"email" text NOT NULL,
	"language" text NOT NULL,
	"at" bigint NOT NULL,
	"request" text NOT NULL,
	"fingerprint" text NOT NULL,
	CONSTRAINT "handovers_request_unique" UNIQUE("request")
);
--> statement-breakpoint
DROP INDEX "links_item";--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "handover" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "handover" uuid;--> statement-breakpoint
CREATE INDEX "handovers_item" ON "handovers" USING btree ("item");--> statement-breakpoint
CREATE INDEX "handovers_case" ON "handovers" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "mails_handed_over" ON "mails" USING btree ("handover");--> statement-breakpoint
CREATE UNIQUE INDEX "links_item" ON "links" USING btree ("item","person","via","handover");