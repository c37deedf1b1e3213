import type { Database } from './database.js';
import { incidentOwners } from './schema/index.js';

/** Who looks after an incident: an arrangement between people that no rule depends on, so it is no event. */
export class IncidentOwners {
  constructor(private readonly database: Database) {}

  /** The last one who took it, or was given it, looks after it. `since` is case time. */
  async assign(incident: string, person: string, since: number): Promise<void> {
    await this.database.db
      .insert(incidentOwners)
      .values({ incident, person, since })
      .onConflictDoUpdate({ target: incidentOwners.incident, set: { person, since } });
  }

  /** Settles what no event of a closed case can resolve. */
  async settle(incident: string, person: string, how: string, at: number): Promise<void> {
    const settled = { person, since: at, settledAt: at, settledHow: how };
    await this.database.db
      .insert(incidentOwners)
      .values({ incident, ...settled })
      .onConflictDoUpdate({ target: incidentOwners.incident, set: settled });
  }
}
