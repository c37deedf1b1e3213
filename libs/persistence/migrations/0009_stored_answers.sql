CREATE TABLE "stored_answers" (
	"request" text PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"code" integer,
	"body" jsonb,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL
);
