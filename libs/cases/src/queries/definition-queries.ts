import { Injectable } from '@nestjs/common';
import { definitionKey, pick, type CaseDefinition } from '#libs/definitions';
import { DomainError } from '#libs/domain';
import { Definitions } from '#libs/persistence';
import type { Viewer } from '#libs/identity';
import { DefinitionLibrary } from '../definition-library.js';

/** A path that cases can follow, in all the versions of it that somebody may still be travelling. */
export interface DefinitionVersions {
  readonly key: string;
  readonly title: string;
  /** Newest first. */
  readonly versions: readonly number[];
}

/** Definitions to be read; they are the same for everybody who signs in. */
@Injectable()
export class DefinitionQueries {
  constructor(
    private readonly library: DefinitionLibrary,
    private readonly registered: Definitions,
  ) {}

  async list({ language }: Viewer): Promise<readonly DefinitionVersions[]> {
    const versions = new Map<string, CaseDefinition>();
    for (const { key, version, body } of await this.registered.list())
      versions.set(definitionKey(key, version), body as CaseDefinition);
    for (const [key, definition] of this.library.all()) versions.set(key, definition);
    const sorted = [...versions.values()].sort(
      (left, right) => left.key.localeCompare(right.key) || right.version - left.version,
    );
    return [...new Set(sorted.map(({ key }) => key))].map((key) => {
      const own = sorted.filter((definition) => definition.key === key);
      return {
        key,
        title: own[0] ? pick(own[0].title, language) : key,
        versions: own.map(({ version }) => version),
      };
    });
  }

  /** Throws `definition.unknown`. */
  async get(key: string, version: number): Promise<CaseDefinition> {
    const found = Number.isSafeInteger(version) ? await this.library.find(key, version) : undefined;
    if (!found) throw new DomainError('not-found', 'definition.unknown', key);
    return found;
  }
}
