-- Who said what when is a record, as the trail is: it grows and nothing of it changes.
CREATE FUNCTION "forbid_rewriting_mail_texts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'mail_texts is append-only (% refused)', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "mail_texts_append_only" BEFORE UPDATE OR DELETE ON "mail_texts"
  FOR EACH ROW EXECUTE FUNCTION "forbid_rewriting_mail_texts"();
--> statement-breakpoint
CREATE TRIGGER "mail_texts_no_truncate" BEFORE TRUNCATE ON "mail_texts"
  FOR EACH STATEMENT EXECUTE FUNCTION "forbid_rewriting_mail_texts"();
