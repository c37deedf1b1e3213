CREATE TABLE "account_tokens" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person" text NOT NULL,
	"purpose" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "account_tokens_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "calendar_overrides" (
	"calendar" text NOT NULL,
	"day" date NOT NULL,
	"works" boolean NOT NULL,
	"reason" text NOT NULL,
	"person" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "calendar_overrides_calendar_day_pk" PRIMARY KEY("calendar","day")
);
--> statement-breakpoint
CREATE TABLE "seasons" (
	"organisation" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	CONSTRAINT "seasons_organisation_starts_on_pk" PRIMARY KEY("organisation","starts_on")
);
--> statement-breakpoint
CREATE TABLE "substitutions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"programme" text NOT NULL,
	"person" text NOT NULL,
	"substitute" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"reason" text,
	"arranged_by" text NOT NULL,
	"arranged_at" bigint NOT NULL,
	"ended_at" bigint
);
--> statement-breakpoint
CREATE TABLE "incident_owners" (
	"incident" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"since" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link_codes" (
	"link" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"sent_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lost_workflows" (
	"reference" text PRIMARY KEY NOT NULL,
	"detected_at" bigint NOT NULL
);
--> statement-breakpoint
DROP INDEX "links_item";--> statement-breakpoint
ALTER TABLE "role_grants" DROP CONSTRAINT "role_grants_programme_person_role_pk";--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "locked_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "mail_rhythm" text DEFAULT 'single' NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "bounced_at" bigint;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "bounce_reason" text;--> statement-breakpoint
ALTER TABLE "programmes" ADD COLUMN "data_policy" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "programmes" ADD COLUMN "quiet_from" integer DEFAULT 1080 NOT NULL;--> statement-breakpoint
ALTER TABLE "programmes" ADD COLUMN "quiet_to" integer DEFAULT 480 NOT NULL;--> statement-breakpoint
ALTER TABLE "programmes" ADD COLUMN "mails_a_week" integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "role_grants" ADD COLUMN "country" text DEFAULT '*' NOT NULL;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_programme_person_role_country_pk" PRIMARY KEY("programme","person","role","country");--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "country" text NOT NULL DEFAULT '';--> statement-breakpoint
UPDATE "cases" SET "country" = coalesce((
	SELECT event->'settings'->>'country'
	FROM "transitions" t, jsonb_array_elements(t.events) event
	WHERE t.reference = "cases"."reference" AND t.seq = 1 AND event->>'type' = 'case-opened'
	LIMIT 1
), '');--> statement-breakpoint
ALTER TABLE "cases" ALTER COLUMN "country" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "via" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "held_until" bigint;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "digest" text;--> statement-breakpoint
ALTER TABLE "account_tokens" ADD CONSTRAINT "account_tokens_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seasons" ADD CONSTRAINT "seasons_organisation_organisations_code_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisations"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "substitutions" ADD CONSTRAINT "substitutions_programme_programmes_code_fk" FOREIGN KEY ("programme") REFERENCES "public"."programmes"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "substitutions" ADD CONSTRAINT "substitutions_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "substitutions" ADD CONSTRAINT "substitutions_substitute_people_id_fk" FOREIGN KEY ("substitute") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "substitutions_person" ON "substitutions" USING btree ("person");--> statement-breakpoint
CREATE INDEX "substitutions_substitute" ON "substitutions" USING btree ("substitute");--> statement-breakpoint
CREATE INDEX "mails_person" ON "mails" USING btree ("person","at");--> statement-breakpoint
CREATE INDEX "mails_message" ON "mails" USING btree ("message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "links_item" ON "links" USING btree ("item","person","via");