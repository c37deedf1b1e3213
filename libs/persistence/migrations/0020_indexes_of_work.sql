DROP INDEX "items_open";--> statement-breakpoint
CREATE INDEX "contacts_person" ON "contacts" USING btree ("person");--> statement-breakpoint
CREATE INDEX "role_grants_person" ON "role_grants" USING btree ("person");--> statement-breakpoint
CREATE INDEX "items_parties" ON "items" USING gin ("parties" jsonb_path_ops) WHERE "items"."status" = 'open';--> statement-breakpoint
CREATE INDEX "items_open" ON "items" USING btree ("status","due","id");