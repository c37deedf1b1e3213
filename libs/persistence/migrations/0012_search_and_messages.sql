CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"person" text NOT NULL,
	"at" bigint NOT NULL,
	"subject" jsonb NOT NULL,
	"text" jsonb NOT NULL,
	"functions" jsonb NOT NULL,
	"reports" jsonb NOT NULL,
	"request" text NOT NULL,
	"fingerprint" text NOT NULL,
	CONSTRAINT "messages_request_unique" UNIQUE("request")
);
--> statement-breakpoint
CREATE TABLE "case_search" (
	"reference" text PRIMARY KEY NOT NULL,
	"company" text NOT NULL,
	"open" "tsvector" NOT NULL,
	"told" "tsvector" NOT NULL,
	"whole" "tsvector" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "message" uuid;--> statement-breakpoint
CREATE INDEX "case_search_company" ON "case_search" USING btree ("company","reference");--> statement-breakpoint
CREATE INDEX "case_search_open" ON "case_search" USING gin ("open");--> statement-breakpoint
CREATE INDEX "case_search_told" ON "case_search" USING gin ("told");--> statement-breakpoint
CREATE INDEX "case_search_whole" ON "case_search" USING gin ("whole");--> statement-breakpoint
CREATE INDEX "cases_due" ON "cases" USING btree ("due","reference");--> statement-breakpoint
CREATE INDEX "cases_opened" ON "cases" USING btree ("opened_at","reference");--> statement-breakpoint
CREATE INDEX "cases_coordinator" ON "cases" USING btree ("coordinator");--> statement-breakpoint
CREATE INDEX "mails_sent_by_hand" ON "mails" USING btree ("message");