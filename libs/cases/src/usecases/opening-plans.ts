import { Inject, Injectable } from '@nestjs/common';
import type { CaseDefinition } from '#libs/definitions';
import { DomainError, type CaseSettings } from '#libs/domain';
import { Definitions, People, Programmes, type Organisation, type Programme } from '#libs/persistence';
import type { PlannedOpening } from '../acting/acting.js';
import type { Actor } from '../actor.js';
import { Calendars } from '../calendars/calendars.js';
import { earlierAnswers } from '../case-answers.js';
import { DefinitionLibrary } from '../definition-library.js';
import { CASES_OPTIONS, type CasesOptions } from '../tokens.js';
import { checkedPast, type EarlierInput } from './earlier-path.js';

export interface OpenCaseInput {
  readonly programme: string;
  /** Organisation code. */
  readonly organisation: string;
  /** Key of a loaded definition; the only technical-assistance one unless told. */
  readonly definition?: string;
  /** Person code; the actor when a coordinator of the programme, else its first coordinator. */
  readonly coordinator?: string;
  /** What lies behind a company that is entered in the middle of its path; it tells nobody. */
  readonly earlier?: EarlierInput;
}

interface OpeningGround {
  readonly programme: Programme;
  readonly organisation: Organisation;
  readonly definition: CaseDefinition;
}

/** What a case opens with: its definition and calendar, who coordinates it, and what lies behind it. */
@Injectable()
export class OpeningPlans {
  constructor(
    private readonly library: DefinitionLibrary,
    private readonly definitions: Definitions,
    private readonly programmes: Programmes,
    private readonly people: People,
    private readonly calendars: Calendars,
    @Inject(CASES_OPTIONS) private readonly options: Pick<CasesOptions, 'publicUrl'>,
  ) {}

  /** Registers the definition, so that the case can be read without its file (I9). */
  async of(actor: Actor, input: OpenCaseInput): Promise<PlannedOpening> {
    const programme = await this.programme(input);
    const organisation = (await this.programmes.organisationsOf(programme.code)).find(
      ({ code }) => code === input.organisation,
    );
    if (!organisation)
      throw new DomainError('not-found', 'organisation.not-in-programme', input.organisation);
    const definition = await this.registered(input.definition);
    return this.planned(actor, input, { programme, organisation, definition });
  }

  /** The same for an organisation that need not stand yet; registers nothing. */
  async foreseen(actor: Actor, input: OpenCaseInput, organisation: Organisation): Promise<PlannedOpening> {
    const programme = await this.programme(input);
    const definition = this.named(input.definition);
    return this.planned(actor, input, { programme, organisation, definition });
  }

  private async programme({ programme: code }: OpenCaseInput): Promise<Programme> {
    const programme = await this.programmes.get(code);
    if (!programme) throw new DomainError('not-found', 'programme.unknown', code);
    return programme;
  }

  private async planned(
    actor: Actor,
    input: OpenCaseInput,
    { programme, organisation, definition }: OpeningGround,
  ): Promise<PlannedOpening> {
    const coordinator = await this.coordinator(actor, programme, organisation.code, input.coordinator);
    const calendar = await this.calendars.of(programme, organisation.code);
    const past = input.earlier && checkedPast(definition, input.earlier, actor.viewer.language);
    return {
      programme: programme.code,
      organisation: organisation.code,
      country: programme.country,
      title: definition.rules.title,
      ...(past && { answers: { [earlierAnswers]: past.answers } }),
      body: (reference) => ({
        type: 'open',
        rules: definition.rules,
        rulesHash: definition.hash,
        calendar,
        settings: this.settings(reference, programme, organisation, coordinator),
        ...(past && { earlier: past.path }),
      }),
    };
  }

  private async registered(key: string | undefined): Promise<CaseDefinition> {
    const definition = this.named(key);
    const answer = await this.definitions.register(
      definition.key,
      definition.version,
      definition.hash,
      definition,
    );
    if (answer === 'changed')
      throw new DomainError('conflict', 'definition.changed', definition.key, {
        hint: 'The definition file changed without a new version.',
      });
    return definition;
  }

  private named(key: string | undefined): CaseDefinition {
    const definition = key === undefined ? this.onlyDefinition() : this.library.newest(key);
    if (!definition) throw new DomainError('not-found', 'definition.unknown', key ?? null);
    return definition;
  }

  private onlyDefinition(): CaseDefinition | undefined {
    const keys = new Set(
      [...this.library.all().values()]
        .filter(({ kind }) => kind === 'technical-assistance')
        .map((definition) => definition.key),
    );
    const [key] = keys;
    if (keys.size > 1) throw new DomainError('invalid', 'definition.required');
    return key === undefined ? undefined : this.library.newest(key);
  }

  /** Someone who holds the role in the programme, whatever was asked for. */
  private async coordinator(
    actor: Actor,
    { code: programme, country }: Programme,
    organisation: string,
    wanted: string | undefined,
  ): Promise<string> {
    const parties = [{ role: 'coordinator' }] as const;
    const question = { programme, organisation, country, parties, coordinator: null };
    const holders = await this.people.resolveParty(question);
    const chosen =
      wanted === undefined
        ? (holders.find(({ id }) => id === actor.viewer.person) ?? holders[0])
        : holders.find(({ id }) => id === wanted);
    if (!chosen) throw new DomainError('invalid', 'coordinator.unknown', wanted ?? programme);
    return chosen.id;
  }

  private settings(
    reference: string,
    programme: Programme,
    organisation: Organisation,
    coordinator: string,
  ): CaseSettings {
    return {
      programme: programme.code,
      organisation: organisation.code,
      country: programme.country,
      sector: organisation.sector,
      coordinator,
      endsOn: programme.endsOn,
      closeOutDays: programme.closeOutDays,
      reminderAt: programme.reminderAt,
      consoleUrl: `${this.options.publicUrl}/cases/${reference}`,
    };
  }
}
