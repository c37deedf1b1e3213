CREATE TABLE "accounts" (
	"person" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_tokens_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"organisation" text NOT NULL,
	"person" text NOT NULL,
	"function" text NOT NULL,
	CONSTRAINT "contacts_organisation_person_function_pk" PRIMARY KEY("organisation","person","function")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"country" text NOT NULL,
	"sector" text NOT NULL,
	"town" text,
	"employees" integer,
	"product" text,
	"sample" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"language" text NOT NULL,
	"organisation" text,
	"sample" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "programme_organisations" (
	"programme" text NOT NULL,
	"organisation" text NOT NULL,
	"partner" text,
	CONSTRAINT "programme_organisations_programme_organisation_pk" PRIMARY KEY("programme","organisation")
);
--> statement-breakpoint
CREATE TABLE "programmes" (
	"code" text PRIMARY KEY NOT NULL,
	"name" jsonb NOT NULL,
	"country" text NOT NULL,
	"currency" text NOT NULL,
	"languages" jsonb NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"close_out_days" integer NOT NULL,
	"reminder_at" integer NOT NULL,
	"quota" integer NOT NULL,
	"criteria" jsonb NOT NULL,
	"sample" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_grants" (
	"programme" text NOT NULL,
	"person" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "role_grants_programme_person_role_pk" PRIMARY KEY("programme","person","role")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"sid" text PRIMARY KEY NOT NULL,
	"sess" jsonb NOT NULL,
	"expire" timestamp (6) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "acts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"request" text NOT NULL,
	"hash" text NOT NULL,
	"actor" jsonb NOT NULL,
	"body" jsonb NOT NULL,
	"item" text,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"reason" text,
	"documents" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"link" text,
	"state" text DEFAULT 'stored' NOT NULL,
	"seq" integer,
	"refusal" text,
	"fingerprint" text NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "definitions" (
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"hash" text NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "definitions_key_version_pk" PRIMARY KEY("key","version")
);
--> statement-breakpoint
CREATE TABLE "reference_counters" (
	"programme" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "reference_counters_programme_year_pk" PRIMARY KEY("programme","year")
);
--> statement-breakpoint
CREATE TABLE "transitions" (
	"reference" text NOT NULL,
	"seq" integer NOT NULL,
	"request" text,
	"engine" integer NOT NULL,
	"at" bigint NOT NULL,
	"act_id" uuid,
	"act_hash" text,
	"actor" jsonb,
	"events" jsonb NOT NULL,
	"confirmed" boolean DEFAULT false NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "transitions_reference_seq_pk" PRIMARY KEY("reference","seq")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"reference" text PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"engine" integer NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"outcome" text,
	"stage" text,
	"programme" text NOT NULL,
	"organisation" text NOT NULL,
	"coordinator" text NOT NULL,
	"definition" text NOT NULL,
	"definition_version" integer NOT NULL,
	"opened_at" bigint NOT NULL,
	"closed_at" bigint,
	"due" bigint,
	"overdue" boolean NOT NULL,
	"waiting_on" jsonb NOT NULL,
	"open_incidents" integer NOT NULL,
	"next_wake_at" bigint
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text,
	"raised_at" bigint NOT NULL,
	"resolved_at" bigint
);
--> statement-breakpoint
CREATE TABLE "items" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"stage" text NOT NULL,
	"round" integer NOT NULL,
	"milestone" text,
	"status" text NOT NULL,
	"party" jsonb NOT NULL,
	"excluded_persons" jsonb NOT NULL,
	"excluded_organisations" jsonb NOT NULL,
	"opened_at" bigint NOT NULL,
	"due" bigint NOT NULL,
	"revision" integer NOT NULL,
	"reminders_reached" integer NOT NULL,
	"overdue" boolean NOT NULL,
	"deferred" boolean NOT NULL,
	"outcome" text,
	"settled_at" bigint,
	"settled_by" text,
	"ordinal" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "measures" (
	"reference" text NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"theme" text,
	"arc" text,
	"cost" double precision,
	"yearly_saving" double precision,
	"chosen" boolean NOT NULL,
	"planned_for" date,
	"budget" double precision,
	"financing" text,
	"outcome" text,
	"note" jsonb,
	CONSTRAINT "measures_reference_key_pk" PRIMARY KEY("reference","key")
);
--> statement-breakpoint
CREATE TABLE "milestones" (
	"reference" text NOT NULL,
	"key" text NOT NULL,
	"date" date NOT NULL,
	"status" text NOT NULL,
	"outcome" text,
	CONSTRAINT "milestones_reference_key_pk" PRIMARY KEY("reference","key")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"item" text NOT NULL,
	"field" text NOT NULL,
	"sha256" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"person" text NOT NULL,
	"seq" integer,
	"uploaded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"item" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"version" integer NOT NULL,
	"answers" jsonb NOT NULL,
	"person" text NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "links" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"item" text NOT NULL,
	"person" text NOT NULL,
	"hash" text NOT NULL,
	"counter" integer DEFAULT 0 NOT NULL,
	"expires_at" bigint NOT NULL,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"seq" integer NOT NULL,
	"notice" text NOT NULL,
	"item" text,
	"rung" integer,
	"of" integer NOT NULL,
	"revision" integer NOT NULL,
	"outcome" text,
	"person" text,
	"state" text NOT NULL,
	"at" bigint NOT NULL,
	"address" text,
	"language" text,
	"message_id" text,
	"subject" text,
	"text" text,
	"html" text,
	"lease_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"sent_at" timestamp with time zone,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_organisation_organisations_code_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisations"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_organisation_organisations_code_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisations"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_organisations" ADD CONSTRAINT "programme_organisations_programme_programmes_code_fk" FOREIGN KEY ("programme") REFERENCES "public"."programmes"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_organisations" ADD CONSTRAINT "programme_organisations_organisation_organisations_code_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisations"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_email" ON "accounts" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "acts_request" ON "acts" USING btree ("reference","request");--> statement-breakpoint
CREATE INDEX "acts_by_request" ON "acts" USING btree ("request");--> statement-breakpoint
CREATE INDEX "acts_item" ON "acts" USING btree ("item");--> statement-breakpoint
CREATE UNIQUE INDEX "transitions_request" ON "transitions" USING btree ("reference","request");--> statement-breakpoint
CREATE INDEX "transitions_unconfirmed" ON "transitions" USING btree ("confirmed","recorded_at");--> statement-breakpoint
CREATE INDEX "cases_programme" ON "cases" USING btree ("programme","status");--> statement-breakpoint
CREATE INDEX "cases_organisation" ON "cases" USING btree ("organisation");--> statement-breakpoint
CREATE INDEX "incidents_open" ON "incidents" USING btree ("resolved_at","raised_at");--> statement-breakpoint
CREATE INDEX "items_case" ON "items" USING btree ("reference","ordinal");--> statement-breakpoint
CREATE INDEX "items_open" ON "items" USING btree ("status","due");--> statement-breakpoint
CREATE INDEX "documents_item" ON "documents" USING btree ("item");--> statement-breakpoint
CREATE INDEX "documents_case" ON "documents" USING btree ("reference");--> statement-breakpoint
CREATE UNIQUE INDEX "links_item" ON "links" USING btree ("item","person");--> statement-breakpoint
CREATE INDEX "mails_case" ON "mails" USING btree ("reference","seq");--> statement-breakpoint
CREATE INDEX "mails_state" ON "mails" USING btree ("state","queued_at");