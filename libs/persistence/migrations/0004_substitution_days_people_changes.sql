CREATE TABLE "people_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "people_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by" text,
	"kind" text NOT NULL,
	"programme" text,
	"person" text,
	"organisation" text,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "substitutions" ADD COLUMN "starts_at" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "substitutions" ADD COLUMN "ends_at" bigint NOT NULL;--> statement-breakpoint
CREATE INDEX "people_changes_person" ON "people_changes" USING btree ("person","id");--> statement-breakpoint
CREATE INDEX "people_changes_programme" ON "people_changes" USING btree ("programme","id");