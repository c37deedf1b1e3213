CREATE TABLE "comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"item" text,
	"person" text NOT NULL,
	"text" text NOT NULL,
	"source" text NOT NULL,
	"request" text,
	"message_id" text,
	"seq" integer NOT NULL,
	"at" bigint NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mentions" (
	"comment" uuid NOT NULL,
	"person" text NOT NULL,
	"seen_at" bigint,
	CONSTRAINT "mentions_comment_person_pk" PRIMARY KEY("comment","person")
);
--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "comment" uuid;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_comment_comments_id_fk" FOREIGN KEY ("comment") REFERENCES "public"."comments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "comments_request" ON "comments" USING btree ("request");--> statement-breakpoint
CREATE UNIQUE INDEX "comments_message" ON "comments" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "comments_case" ON "comments" USING btree ("reference","at");--> statement-breakpoint
CREATE INDEX "comments_item" ON "comments" USING btree ("item");--> statement-breakpoint
CREATE INDEX "mentions_waiting" ON "mentions" USING btree ("person","seen_at");--> statement-breakpoint
CREATE INDEX "documents_comment" ON "documents" USING btree ("comment");