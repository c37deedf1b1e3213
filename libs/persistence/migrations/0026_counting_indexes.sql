DROP INDEX "programme_organisations_organisation";--> statement-breakpoint
CREATE INDEX "cases_counted" ON "cases" USING btree ("status","country","programme","stage","overdue","place","suspended_at","reference");--> statement-breakpoint
CREATE INDEX "programme_organisations_organisation" ON "programme_organisations" USING btree ("organisation","programme");