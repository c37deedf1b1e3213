CREATE TABLE "unsent_forms" (
	"item" text NOT NULL,
	"person" text NOT NULL,
	"handover" text DEFAULT '' NOT NULL,
	"form" text NOT NULL,
	"reference" text NOT NULL,
	"body" jsonb NOT NULL,
	"at" bigint NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unsent_forms_item_person_handover_form_pk" PRIMARY KEY("item","person","handover","form")
);
--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "ended_at" bigint;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "ended_by" text;