import { eq } from 'drizzle-orm';
import { calendarSnapshot, isCountry } from '#libs/calendars';
import { addMonths, type CalendarSnapshot, type MailHours } from '#libs/domain';
import { calendarOverrides, cases, programmes, type Database, type Programme } from '#libs/persistence';

/** Machine milliseconds for which a calendar is not computed again; an override reaches the mail so late at most. */
const keptMs = 10_000;

/** The hours of programmes, with their country's calendar as administrators have it now. */
export class ProgrammeHours {
  private readonly kept = new Map<string, { readonly until: number; readonly calendar: CalendarSnapshot }>();

  constructor(private readonly database: Database) {}

  /** Of the case's programme; undefined for an unknown reference. */
  async ofCase(reference: string): Promise<MailHours | undefined> {
    const [row] = await this.database.db
      .select({ programme: programmes })
      .from(cases)
      .innerJoin(programmes, eq(programmes.code, cases.programme))
      .where(eq(cases.reference, reference));
    return row && this.of(row.programme);
  }

  async of(programme: Programme): Promise<MailHours> {
    const { reminderAt, quietFrom, quietTo, mailsAWeek } = programme;
    return { calendar: await this.calendar(programme), reminderAt, quietFrom, quietTo, mailsAWeek };
  }

  private async calendar({ country, startsOn, endsOn }: Programme): Promise<CalendarSnapshot> {
    const key = [country, startsOn, endsOn].join();
    const known = this.kept.get(key);
    if (known && known.until > performance.now()) return known.calendar;
    if (!isCountry(country)) throw new Error(`There is no calendar of ${country}.`);
    const overrides = await this.database.db
      .select()
      .from(calendarOverrides)
      .where(eq(calendarOverrides.calendar, country));
    const days = (works: boolean) => overrides.filter((day) => day.works === works).map(({ day }) => day);
    const calendar = calendarSnapshot({
      ...{ country, from: startsOn, to: addMonths(endsOn, 12) },
      overrides: { holidays: days(false), workingDays: days(true) },
    });
    this.kept.set(key, { until: performance.now() + keptMs, calendar });
    return calendar;
  }
}
