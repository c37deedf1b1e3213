-- Pages hear that something of a case changed once it is committed, and read it anew; nothing else depends on it.
CREATE FUNCTION "tell_case_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('parcours_case', COALESCE(NEW.reference, OLD.reference));
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "transitions_tell" AFTER INSERT ON "transitions" FOR EACH ROW EXECUTE FUNCTION "tell_case_changed"();
--> statement-breakpoint
CREATE TRIGGER "comments_tell" AFTER INSERT ON "comments" FOR EACH ROW EXECUTE FUNCTION "tell_case_changed"();
--> statement-breakpoint
CREATE TRIGGER "lost_workflows_tell" AFTER INSERT OR DELETE ON "lost_workflows" FOR EACH ROW EXECUTE FUNCTION "tell_case_changed"();
--> statement-breakpoint
CREATE FUNCTION "tell_incident_owned"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('parcours_case', regexp_replace(NEW.incident, '\.(incident\.\d+|lost)$', ''));
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "incident_owners_tell" AFTER INSERT OR UPDATE ON "incident_owners" FOR EACH ROW EXECUTE FUNCTION "tell_incident_owned"();
