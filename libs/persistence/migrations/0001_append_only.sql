-- The trail is append-only for the program as well: what a transition says never changes, only whether it was confirmed.
CREATE FUNCTION "forbid_rewriting_transitions"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'transitions are append-only: only confirmed may change (% refused)', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "transitions_append_only" BEFORE UPDATE OF "reference", "seq", "request", "engine", "at", "act_id", "act_hash", "actor", "events", "recorded_at" OR DELETE ON "transitions"
  FOR EACH ROW EXECUTE FUNCTION "forbid_rewriting_transitions"();
--> statement-breakpoint
CREATE TRIGGER "transitions_no_truncate" BEFORE TRUNCATE ON "transitions"
  FOR EACH STATEMENT EXECUTE FUNCTION "forbid_rewriting_transitions"();
--> statement-breakpoint
-- An act keeps its words for ever; its state moves on once. Only one that was refused may go (after 30 days).
CREATE FUNCTION "forbid_rewriting_acts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'acts are append-only: only a refused act may be deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  RAISE EXCEPTION 'acts are append-only: only a stored act may change, and only its state' USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "acts_keep_words" BEFORE UPDATE OF "id", "reference", "request", "hash", "actor", "body", "item", "answers", "reason", "documents", "link", "fingerprint", "stored_at" ON "acts"
  FOR EACH ROW EXECUTE FUNCTION "forbid_rewriting_acts"();
--> statement-breakpoint
CREATE TRIGGER "acts_settle_once" BEFORE UPDATE ON "acts"
  FOR EACH ROW WHEN (OLD.state <> 'stored') EXECUTE FUNCTION "forbid_rewriting_acts"();
--> statement-breakpoint
CREATE TRIGGER "acts_stay" BEFORE DELETE ON "acts"
  FOR EACH ROW WHEN (OLD.state <> 'refused') EXECUTE FUNCTION "forbid_rewriting_acts"();
