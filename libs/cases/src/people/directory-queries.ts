import { Injectable } from '@nestjs/common';
import { openableTasks, pick, textsOf, type OpenableTask } from '#libs/definitions';
import { DomainError } from '#libs/domain';
import { mayInProgramme, programmesFor, takesPartIn, type Viewer } from '#libs/identity';
import { CaseViews, PeopleChanges, Programmes, type Organisation } from '#libs/persistence';
import { DefinitionLibrary } from '../definition-library.js';
import { DirectoryRows, type PersonRecord } from './directory-rows.js';
import { reachIn } from '../queries/case-lists.js';
import { PeopleGapReader } from './people-gap-reader.js';
import type {
  DefinitionView,
  GapView,
  OrganisationView,
  PeopleChangeView,
  PersonView,
  ProgrammeView,
} from '../queries/views.js';

/** Authorised reads around cases: programmes, organisations, people, definitions. */
@Injectable()
export class DirectoryQueries {
  constructor(
    private readonly directory: DirectoryRows,
    private readonly programmesTable: Programmes,
    private readonly views: CaseViews,
    private readonly library: DefinitionLibrary,
    private readonly changes: PeopleChanges,
    private readonly gapReader: PeopleGapReader,
  ) {}

  /** Those in which the viewer holds a role, and those of the viewer's own organisations. */
  async programmes(viewer: Viewer): Promise<readonly ProgrammeView[]> {
    const own = await this.directory.partsOf(ownOrganisations(viewer));
    return (await this.programmesTable.list())
      .filter(({ code }) => takesPartIn(viewer, code) || own.some(({ programme }) => programme === code))
      .map((row) => ({
        code: row.code,
        name: pick(row.name, viewer.language),
        country: row.country,
        currency: row.currency,
        languages: row.languages,
        startsOn: row.startsOn,
        endsOn: row.endsOn,
        quota: row.quota,
        criteria: pick(row.criteria, viewer.language),
        sample: row.sample,
        mayOpen: mayInProgramme(viewer, 'open-case', row.code),
        dataPolicy: mayInProgramme(viewer, 'edit-programme', row.code) ? row.dataPolicy : null,
        reminderAt: row.reminderAt,
        quietFrom: row.quietFrom,
        quietTo: row.quietTo,
        mailsAWeek: row.mailsAWeek,
      }));
  }

  /** What a programme's data policy may open, in the viewer's words. */
  openable(viewer: Viewer): readonly OpenableTask[] {
    return openableTasks([...this.library.all().values()], viewer.language);
  }

  /** What the programme's people could not settle any more, for whoever may change that; nothing for others. */
  async gaps(viewer: Viewer, programme: string): Promise<readonly GapView[]> {
    if (programme === '*' || !mayInProgramme(viewer, 'edit-people', programme)) return [];
    const { gaps } = await this.gapReader.of(programme);
    return gaps.map(({ definition, key, title, need, possible, companies, expired = false }) => ({
      ...{ definition, key, need, possible, companies, expired },
      title: pick(title, viewer.language),
    }));
  }

  /** Of the programmes the viewer holds a role in, and the viewer's own. */
  async organisations(
    viewer: Viewer,
    filter: { readonly programme?: string } = {},
  ): Promise<readonly OrganisationView[]> {
    const own = ownOrganisations(viewer);
    const seen = new Map<string, Organisation>();
    for (const { code } of await this.programmes(viewer)) {
      if (filter.programme !== undefined && filter.programme !== code) continue;
      for (const { partner: _partner, ...row } of await this.programmesTable.organisationsOf(code)) {
        if (mayInProgramme(viewer, 'view-case', code) || own.includes(row.code)) seen.set(row.code, row);
      }
    }
    return this.withParts(viewer, [...seen.values()]);
  }

  async organisation(viewer: Viewer, code: string): Promise<OrganisationView> {
    const found = (await this.organisations(viewer)).find((organisation) => organisation.code === code);
    if (!found) throw new DomainError('not-found', 'organisation.unknown', code);
    return found;
  }

  async people(
    viewer: Viewer,
    filter: { readonly programme?: string; readonly organisation?: string } = {},
  ): Promise<readonly PersonView[]> {
    const granted = programmesFor(viewer, 'view-people');
    const wanted = filter.programme === undefined ? undefined : [filter.programme];
    const programmes =
      granted === 'every' ? wanted : granted.filter((code) => wanted?.includes(code) ?? true);
    if (programmes?.length === 0) return [];
    const { organisation } = filter;
    const rows = await this.directory.people({
      ...(programmes && { programmes }),
      ...(organisation !== undefined && { organisation }),
    });
    return rows.map(personView);
  }

  /** Oneself, or someone of a programme whose people the viewer may see. Throws `person.unknown`. */
  async person(viewer: Viewer, id: string): Promise<PersonView> {
    const granted = programmesFor(viewer, 'view-people');
    const all = granted === 'every' || viewer.person === id;
    const [row] = await this.directory.people(all ? { id } : { id, programmes: granted });
    if (!row || (!all && granted.length === 0)) throw new DomainError('not-found', 'person.unknown', id);
    return personView(row);
  }

  /** Newest first, at most 200; for whoever may edit people where the change counts. */
  async changesOf(viewer: Viewer, id: string): Promise<readonly PeopleChangeView[]> {
    await this.person(viewer, id);
    const granted = programmesFor(viewer, 'edit-people');
    if (granted.length === 0) throw new DomainError('forbidden', 'action.forbidden', 'edit-people');
    const rows = (await this.changes.list({ person: id })).filter(
      ({ programme }) => granted === 'every' || (programme !== null && granted.includes(programme)),
    );
    const names = await this.directory.names(rows.flatMap(({ by }) => by ?? []));
    return rows.map(({ at, by, ...change }) => ({
      ...change,
      at: at.getTime(),
      byName: by === null ? null : (names.get(by) ?? by),
    }));
  }

  /** What new cases can be opened with; the same for everybody who signs in. */
  definitions(viewer: Viewer): readonly DefinitionView[] {
    const { language } = viewer;
    return [...this.library.all().values()].map((definition) => {
      const titled = (key: string) => ({ key, title: textsOf(definition, key, language).title });
      return {
        key: definition.key,
        version: definition.version,
        kind: definition.kind,
        title: pick(definition.title, language),
        hash: definition.hash,
        stages: definition.rules.stages.map(({ key, tasks, milestones, approval }) => ({
          ...titled(key),
          items: [
            ...tasks,
            ...(milestones ? [milestones.evidence, milestones.verification] : []),
            ...(approval ? [approval] : []),
          ].map((rule) => titled(rule.key)),
        })),
      };
    });
  }

  private async withParts(
    viewer: Viewer,
    rows: readonly Organisation[],
  ): Promise<readonly OrganisationView[]> {
    const codes = rows.map(({ code }) => code);
    const [parts, cases] = await Promise.all([
      this.directory.partsOf(codes),
      this.views.casesOf(codes, reachIn(viewer, 'view-case')),
    ]);
    const own = ownOrganisations(viewer);
    return rows.map((row) => {
      const of = parts.filter(({ organisation }) => organisation === row.code);
      // How many people a company employs is a figure of its own (I15).
      const isTold =
        own.includes(row.code) ||
        of.some(({ programme }) => mayInProgramme(viewer, 'view-answers', programme));
      return {
        ...row,
        employees: isTold ? row.employees : null,
        programmes: of.map(({ programme, partner }) => ({ programme, partner })),
        cases: cases
          .filter(({ organisation }) => organisation === row.code)
          .map(({ reference }) => reference),
      };
    });
  }
}

/** A person of the address book as API and console show it. */
function personView(row: PersonRecord): PersonView {
  return row;
}

/** Companies of which the viewer, or whoever the viewer stands in for, is a contact. */
export function ownOrganisations(viewer: Viewer): readonly string[] {
  return [
    ...new Set(
      [viewer, ...viewer.standsInFor].flatMap(({ contactOf }) => contactOf.map((c) => c.organisation)),
    ),
  ];
}
