import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import {
  acceptanceOf,
  definitionOf,
  extensionLimit,
  itemOf,
  taskRule,
  type CaseState,
  type ItemRow,
  type TaskState,
} from '#libs/domain';
import { belongsTo, isPartyTo, may, type Action } from '#libs/identity';
import { Acts, Documents, People, type CaseListRow, type StoredAct } from '#libs/persistence';
import type { Actor } from '../actor.js';
import type { ItemInCase } from '../case-access.js';
import { formAnswers } from '../case-answers.js';
import { mayHandOver } from '../links/hand-over.js';
import { mayTakeBack } from '../links/take-back.js';
import { transcriptionMedium, transcriptionSources } from '../usecases/transcription.js';
import type { ContactMedium } from '../usecases/log-contact.js';
import { documentView } from '../documents/document-view.js';
import { HandoverQueries } from '../links/handover-queries.js';
import { CasePresenter } from './presenter.js';
import type { ItemView, TranscriptView } from './views.js';

type Offers = Pick<
  ItemView,
  'personal' | 'transcript' | 'extensionOffered' | 'speakers' | 'handovers' | 'may'
>;

const nothing: Offers['may'] = {
  ...{ transcribe: false, confirm: false, requestExtension: false, extend: false },
  ...{ fileDocuments: false, copyLink: false, handOver: false, suspend: false, resume: false },
};

/** What can be done with a task beside handing it in, and what was taken down for it. */
@Injectable()
export class TaskOffers {
  constructor(
    private readonly acts: Acts,
    private readonly documents: Documents,
    private readonly people: People,
    private readonly presenter: CasePresenter,
    private readonly handedOver: HandoverQueries,
    private readonly clock: CaseClock,
  ) {}

  async of(actor: Actor, { item, case: row }: ItemInCase, state: CaseState): Promise<Offers> {
    const task = state.tasks[item.id];
    const rule = task && state.rules && taskRule(state.rules, task);
    if (!task || !rule)
      return {
        ...{ personal: false, transcript: null, extensionOffered: null },
        ...{ speakers: [], handovers: [], may: nothing },
      };
    const personal = rule.personal === true;
    const latest = extensionLimit(state, item.id, this.clock.now());
    const rights = rightsOf(actor, { item, row, task, state, personal, extensible: latest !== null });
    const extend =
      rights.extend && rule.extension !== undefined && belongsTo(actor.viewer, rule.extension.decider, row);
    return {
      personal,
      transcript: await this.transcript(task, state),
      extensionOffered: latest === null ? null : { latest },
      speakers: rights.transcribe || rights.copyLink ? await this.speakers(row, item) : [],
      handovers: seesHandovers(actor, { item, case: row })
        ? await this.handedOver.ofItem(item.id, mayTakeBack(actor, { item, case: row }))
        : [],
      may: { ...rights, extend },
    };
  }

  private async speakers(row: CaseListRow, { parties }: ItemRow): Promise<Offers['speakers']> {
    const contacts = await this.people.resolveParty({ ...row, parties, coordinator: null });
    return contacts.map(({ id, name }) => ({ person: id, name }));
  }

  private async transcript(task: TaskState, state: CaseState): Promise<TranscriptView | null> {
    const definition = definitionOf(state);
    const item = itemOf(state, task.id);
    const act = (await this.acts.ofItem(task.id)).findLast(({ body }) => body.type === 'transcribe');
    if (!task.transcript || !definition || item?.kind !== 'task' || !act) return null;
    const { person, onBehalfOf } = act.actor;
    const names = await this.presenter.names([person, onBehalfOf ?? person]);
    const sources = sourcesOf(act);
    const documents = (await this.documents.byIds(act.documents)).map(documentView);
    return {
      answers: formAnswers(act.answers),
      documents: documents.filter(({ id }) => !sources.includes(id)),
      sources: documents.filter(({ id }) => sources.includes(id)),
      medium: (act.answers[transcriptionMedium] as ContactMedium | undefined) ?? null,
      by: names.get(person) ?? person,
      saidBy: names.get(onBehalfOf ?? person) ?? onBehalfOf ?? person,
      since: task.transcript.at,
      acceptedAt: acceptanceOf(definition, item) ?? null,
    };
  }
}

/** Whose task it is, and who sees the company's people; not who got it handed over. */
function seesHandovers({ viewer, declared }: Actor, { item, case: row }: ItemInCase): boolean {
  return declared === undefined && (isPartyTo(item, row, viewer) || may(viewer, 'view-people', row));
}

function sourcesOf({ answers }: StoredAct): readonly string[] {
  const sources = answers[transcriptionSources];
  return Array.isArray(sources) ? (sources as readonly string[]) : [];
}

interface About {
  readonly item: ItemRow;
  readonly row: CaseListRow;
  readonly task: TaskState;
  readonly state: CaseState;
  readonly personal: boolean;
  readonly extensible: boolean;
}

function rightsOf(actor: Actor, about: About): Offers['may'] {
  const { viewer, link, declared } = actor;
  const { item, row, task, state, personal, extensible } = about;
  if (row.status !== 'open') return nothing;
  const open = item.status === 'open';
  const company = item.parties.every((party) => 'contact' in party);
  const owes = item.parties.some((party) => belongsTo(viewer, party, row));
  const asked = Object.values(state.approvals).some(
    ({ status, extension }) => status === 'open' && extension?.task === item.id,
  );
  const mayHere = (action: Action) => link === null && may(viewer, action, row);
  return {
    transcribe: open && company && !personal && mayHere('transcribe'),
    confirm:
      open &&
      owes &&
      declared === undefined &&
      task.transcript !== undefined &&
      task.transcript.by.person !== viewer.person &&
      link?.via == null,
    requestExtension: owes && extensible && !asked,
    extend: !owes && extensible && mayHere('extend-deadline'),
    fileDocuments: mayHere('file-documents'),
    copyLink: open && company && !personal && mayHere('copy-link'),
    handOver: open && !personal && mayHandOver(actor, { item, case: row }),
    suspend: open && task.suspended === undefined && mayHere('suspend-case'),
    resume: open && task.suspended !== undefined && mayHere('suspend-case'),
  };
}
