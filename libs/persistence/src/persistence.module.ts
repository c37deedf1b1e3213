import {
  Inject,
  Module,
  type DynamicModule,
  type FactoryProvider,
  type ModuleMetadata,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Acts } from './acts.js';
import { CalendarBook } from './calendar-book.js';
import { CaseChanges } from './case-changes.js';
import { CaseLog } from './case-log.js';
import { CaseSurveys } from './case-surveys.js';
import { Comments } from './comments.js';
import { openDatabase, type Database, type DatabaseOptions } from './database.js';
import { Definitions } from './definitions.js';
import { Documents } from './documents.js';
import { Drafts } from './drafts.js';
import { Handovers } from './handovers.js';
import { IncidentOwners } from './incident-owners.js';
import { LostWorkflows } from './lost-workflows.js';
import { MailTextBook } from './mail-text-book.js';
import { Mails } from './mails.js';
import { Messages } from './messages.js';
import { PeopleChanges } from './people/people-changes.js';
import { People } from './people/people.js';
import { Programmes } from './people/programmes.js';
import { Substitutions } from './people/substitutions.js';
import { ProgrammeCounts } from './programme-counts.js';
import { SpreadsheetRuns } from './spreadsheet-runs.js';
import { StoredAnswers } from './stored-answers.js';
import { UnsentForms } from './unsent-forms.js';
import { CaseBatches } from './views/case-batches.js';
import { CaseViews } from './views/case-views.js';
import { VisitLists } from './visits/visit-lists.js';
import { Visits } from './visits/visits.js';

/** Nest token of the {@link Database}. */
export const DATABASE = Symbol('parcours.database');

export interface PersistenceOptions extends DatabaseOptions {
  readonly url: string;
}

const repositories = [
  ...[Acts, CaseLog, CaseSurveys, CaseViews, ProgrammeCounts, LostWorkflows, IncidentOwners],
  ...[Definitions, Documents, Drafts, Mails],
  ...[Comments, Messages, StoredAnswers, People, Programmes, CalendarBook, Substitutions, PeopleChanges],
  ...[CaseBatches, CaseChanges, Handovers, MailTextBook, SpreadsheetRuns, UnsentForms, Visits, VisitLists],
];

/** Every repository over one pool, for the whole application; the pool closes last, in `onApplicationShutdown`. */
@Module({})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  static forRoot(options: PersistenceOptions): DynamicModule {
    return this.forRootAsync({ useFactory: () => options });
  }

  static forRootAsync(
    options: Pick<ModuleMetadata, 'imports'> &
      Pick<FactoryProvider<PersistenceOptions>, 'inject' | 'useFactory'>,
  ): DynamicModule {
    const database: FactoryProvider<Database> = {
      provide: DATABASE,
      inject: options.inject ?? [],
      useFactory: async (...dependencies: unknown[]) => {
        const settings = await options.useFactory(...dependencies);
        return openDatabase(settings.url, settings);
      },
    };
    const providers = repositories.map((repository) => ({
      provide: repository,
      inject: [DATABASE],
      useFactory: (opened: Database) => new repository(opened),
    }));
    return {
      module: PersistenceModule,
      global: true,
      imports: options.imports ?? [],
      providers: [database, ...providers],
      exports: [DATABASE, ...repositories],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
