CREATE INDEX "programme_organisations_organisation" ON "programme_organisations" USING btree ("organisation");--> statement-breakpoint
CREATE INDEX "incidents_case" ON "incidents" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "items_waiting" ON "items" USING btree ("reference") WHERE "items"."status" = 'open';--> statement-breakpoint
CREATE INDEX "milestones_planned" ON "milestones" USING btree ("date") WHERE "milestones"."status" <> 'settled';