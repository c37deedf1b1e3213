import { Inject, Injectable } from '@nestjs/common';
import { definitionKey, loadDefinitions, newestOf, type CaseDefinition } from '#libs/definitions';
import { Definitions } from '#libs/persistence';
import { CASES_OPTIONS, type CasesOptions } from './tokens.js';

/**
 * The definitions that new cases can open with (files), and those that running cases follow (registered whole in the
 * database, because a case outlives its file, I9).
 */
@Injectable()
export class DefinitionLibrary {
  private files: ReadonlyMap<string, CaseDefinition> | undefined;
  private readonly registered = new Map<string, CaseDefinition>();

  constructor(
    @Inject(CASES_OPTIONS) private readonly options: Pick<CasesOptions, 'definitionsDir' | 'language'>,
    private readonly definitions: Definitions,
  ) {}

  /** By `key@version`; throws `InvalidDefinitions` with every problem of every file. */
  all(): ReadonlyMap<string, CaseDefinition> {
    return (this.files ??= loadDefinitions(this.options.definitionsDir, this.options.language));
  }

  /** The newest version of a key among the files. */
  newest(key: string): CaseDefinition | undefined {
    return newestOf(this.all(), key);
  }

  /** What a case follows; throws when nobody ever registered it. */
  async of(pinned: {
    readonly definition: string;
    readonly definitionVersion: number;
  }): Promise<CaseDefinition> {
    const { definition, definitionVersion } = pinned;
    const found = await this.find(definition, definitionVersion);
    if (!found)
      throw new Error(
        `Definition ${definitionKey(definition, definitionVersion)} is neither registered nor among the files.`,
      );
    return found;
  }

  /** Reads the registered ones anew: their words may have changed. */
  forget(): void {
    this.registered.clear();
  }

  /** The same, for whoever only asks. */
  async find(definition: string, version: number): Promise<CaseDefinition | undefined> {
    const key = definitionKey(definition, version);
    const known = this.registered.get(key);
    if (known) return known;
    const stored = await this.definitions.find(definition, version);
    const found = (stored?.body as CaseDefinition | undefined) ?? this.all().get(key);
    if (found) this.registered.set(key, found);
    return found;
  }
}
