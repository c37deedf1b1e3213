CREATE TABLE "visit_changes" (
	"visit" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"kind" text NOT NULL,
	"person" text,
	"starts_at" bigint,
	"ends_at" bigint,
	"note" text NOT NULL,
	"at" bigint NOT NULL,
	"request" text,
	"fingerprint" text,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "visit_changes_visit_sequence_pk" PRIMARY KEY("visit","sequence")
);
--> statement-breakpoint
CREATE TABLE "visit_slots" (
	"visit" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"starts_at" bigint NOT NULL,
	"ends_at" bigint NOT NULL,
	CONSTRAINT "visit_slots_visit_ordinal_pk" PRIMARY KEY("visit","ordinal")
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"item" text,
	"state" text NOT NULL,
	"sequence" integer NOT NULL,
	"place" text NOT NULL,
	"note" text NOT NULL,
	"visitors" jsonb NOT NULL,
	"functions" jsonb NOT NULL,
	"invited" jsonb NOT NULL,
	"starts_at" bigint,
	"ends_at" bigint,
	"wish" jsonb,
	"proposed_by" text NOT NULL,
	"proposed_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "visit_changes" ADD CONSTRAINT "visit_changes_visit_visits_id_fk" FOREIGN KEY ("visit") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_slots" ADD CONSTRAINT "visit_slots_visit_visits_id_fk" FOREIGN KEY ("visit") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "visit_changes_request" ON "visit_changes" USING btree ("request");--> statement-breakpoint
CREATE INDEX "visits_case" ON "visits" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "visits_agreed" ON "visits" USING btree ("state","starts_at");--> statement-breakpoint
CREATE INDEX "visits_visitors" ON "visits" USING gin ("visitors") WHERE "visits"."state" in ('proposed', 'confirmed');