CREATE TABLE "calendar_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"change" jsonb NOT NULL,
	"reason" text NOT NULL,
	"person" text NOT NULL,
	"at" bigint NOT NULL,
	"request" text NOT NULL,
	"fingerprint" text NOT NULL,
	"replans" jsonb NOT NULL,
	CONSTRAINT "calendar_changes_request_unique" UNIQUE("request")
);
--> statement-breakpoint
CREATE INDEX "calendar_changes_subject" ON "calendar_changes" USING btree ("subject","at");