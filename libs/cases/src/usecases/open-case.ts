import { Inject, Injectable } from '@nestjs/common';
import type { CaseDefinition } from '#libs/definitions';
import { DomainError, type CaseSettings } from '#libs/domain';
import { Definitions, People, Programmes, type Organisation, type Programme } from '#libs/persistence';
import { Acting, type PlannedOpening } from '../acting/acting.js';
import type { Acted, Actor } from '../actor.js';
import { Calendars } from '../calendars/calendars.js';
import { CatchUp } from '../calendars/catch-up.js';
import { CaseAccess } from '../case-access.js';
import { DefinitionLibrary } from '../definition-library.js';
import { earlierAnswers } from '../case-answers.js';
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

/** Opens a case; the reference is in the answer. */
@Injectable()
export class OpenCase {
  constructor(
    private readonly acting: Acting,
    private readonly access: CaseAccess,
    private readonly library: DefinitionLibrary,
    private readonly definitions: Definitions,
    private readonly programmes: Programmes,
    private readonly people: People,
    private readonly calendars: Calendars,
    private readonly catchUp: CatchUp,
    @Inject(CASES_OPTIONS) private readonly options: CasesOptions,
  ) {}

  async execute(actor: Actor, input: OpenCaseInput, key: string): Promise<Acted> {
    const acted = await this.acting.performOpening(actor, { key, route: 'cases', sent: input }, () =>
      this.plan(actor, input),
    );
    // Somebody may have changed the company's calendar since it was read; what goes wrong here is the sweep's.
    await this.catchUp.run({ organisation: input.organisation }).catch(() => undefined);
    return acted;
  }

  /** The code under which it would be refused; null where it would not. `organisation` need not stand yet. Opens nothing. */
  async foresee(actor: Actor, input: OpenCaseInput, organisation: Organisation): Promise<string | null> {
    try {
      const programme = await this.programmeFor(actor, input);
      const definition = this.named(input.definition);
      return await this.acting.foreseeOpening(
        actor,
        await this.planned(actor, input, { programme, organisation, definition }),
      );
    } catch (error) {
      if (error instanceof DomainError && error.kind !== 'unavailable') return error.code;
      throw error;
    }
  }

  private async plan(actor: Actor, input: OpenCaseInput): Promise<PlannedOpening> {
    const programme = await this.programmeFor(actor, input);
    const organisation = (await this.programmes.organisationsOf(programme.code)).find(
      ({ code }) => code === input.organisation,
    );
    if (!organisation)
      throw new DomainError('not-found', 'organisation.not-in-programme', input.organisation);
    const definition = await this.registered(input.definition);
    return this.planned(actor, input, { programme, organisation, definition });
  }

  private async programmeFor(actor: Actor, input: OpenCaseInput): Promise<Programme> {
    if (actor.link) throw new DomainError('forbidden', 'link.other-item');
    this.access.programme(actor.viewer, 'open-case', input.programme);
    const programme = await this.programmes.get(input.programme);
    if (!programme) throw new DomainError('not-found', 'programme.unknown', input.programme);
    return programme;
  }

  private async planned(
    actor: Actor,
    input: OpenCaseInput,
    of: {
      readonly programme: Programme;
      readonly organisation: Organisation;
      readonly definition: CaseDefinition;
    },
  ): Promise<PlannedOpening> {
    const { programme, organisation, definition } = of;
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
