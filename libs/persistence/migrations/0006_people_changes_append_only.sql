-- What changed about people is a record, as the trail is: it grows and nothing of it changes.
CREATE FUNCTION "forbid_rewriting_people_changes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'people_changes is append-only (% refused)', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "people_changes_append_only" BEFORE UPDATE OR DELETE ON "people_changes"
  FOR EACH ROW EXECUTE FUNCTION "forbid_rewriting_people_changes"();
--> statement-breakpoint
CREATE TRIGGER "people_changes_no_truncate" BEFORE TRUNCATE ON "people_changes"
  FOR EACH STATEMENT EXECUTE FUNCTION "forbid_rewriting_people_changes"();
