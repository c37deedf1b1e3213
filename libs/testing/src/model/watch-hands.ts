import type { ActorFacts, CaseRules, Exclusion, Rejection, TaskRule, Transition } from '#libs/domain';

/** Everyone and every organisation that had a hand in something. */
interface Hands {
  readonly persons: ReadonlySet<string>;
  readonly organisations: ReadonlySet<string>;
}

/**
 * I3, told once more from the log and the actors alone: who prepared or asked for a thing, in person, for somebody, through
 * somebody or by the link they handed on, never decides on it.
 */
export class HandsWatch {
  private readonly authors = new Map<string, Hands[]>();
  private readonly transcripts = new Map<string, Hands>();
  private readonly requests = new Map<string, Hands>();

  constructor(
    private readonly reference: string,
    private readonly rules: CaseRules,
  ) {}

  follow({ events, actor }: Transition): void {
    for (const event of events) {
      if (event.type === 'task-transcribed' && actor) {
        this.require(actor, event.id);
        this.transcripts.set(event.id, handsOf(actor));
      } else if (event.type === 'task-imported' && actor) {
        this.remember(event.key, handsOf(actor));
      } else if (event.type === 'task-completed') {
        const undisputed = event.transcript === 'undisputed';
        if (!undisputed && actor) this.require(actor, event.id);
        const author = undisputed ? this.transcripts.get(event.id) : actor && handsOf(actor);
        if (!author) throw new Error(`I3: nobody completed ${event.id}`);
        this.remember(this.keyOf(event.id), author);
      } else if (event.type === 'approval-asked' && event.extension && actor) {
        this.requests.set(event.id, handsOf(actor));
      } else if (event.type === 'voice-given' || (event.type === 'approval-decided' && event.by)) {
        if (!actor) throw new Error(`I3: time spoke in somebody's name on ${event.id}`);
        this.require(actor, event.id);
        if (actor.channel !== 'signed-in' && actor.channel !== 'link')
          throw new Error(`I3: ${event.id} was decided through ${actor.channel}`);
        if (actor.declared) throw new Error(`I3: ${event.id} was decided by somebody declared`);
      }
    }
  }

  /** A refusal in the name of four-eyes must have its reason as well. */
  refused(rejection: Rejection, actor: ActorFacts, type: string): void {
    if (rejection.code !== 'actor.excluded' || rejection.subject === null) return;
    if (type !== 'decide' && type !== 'complete-task') return;
    if (!this.isExcluded(actor, rejection.subject))
      throw new Error(`I3: ${actor.person} was kept from ${rejection.subject} without a reason`);
  }

  private require(actor: ActorFacts, item: string): void {
    if (this.isExcluded(actor, item)) throw new Error(`I3: ${JSON.stringify(actor)} acted on ${item}`);
  }

  private isExcluded(actor: ActorFacts, item: string): boolean {
    const own = handsOf(actor);
    const asked = this.requests.get(item);
    if (asked && meet(asked.persons, own.persons)) return true;
    const exclusion = this.exclusionOf(item);
    const authors = (exclusion?.tasks ?? []).flatMap((key) => this.authors.get(key) ?? []);
    return authors.some(
      ({ persons, organisations }) =>
        (exclusion?.by.includes('person') && meet(persons, own.persons)) ||
        (exclusion?.by.includes('organisation') && meet(organisations, own.organisations)),
    );
  }

  private exclusionOf(item: string): Exclusion | undefined {
    const key = this.keyOf(item);
    const approvals = this.rules.stages.flatMap(({ approval }) => approval ?? []);
    return [...this.tasks(), ...approvals].find((rule) => rule.key === key)?.exclude;
  }

  private remember(key: string, hands: Hands): void {
    this.authors.set(key, [...(this.authors.get(key) ?? []), hands]);
  }

  /** Reference and round around it, and the milestone's name behind a template's key. */
  private keyOf(id: string): string {
    const key = id.slice(this.reference.length + 1, id.lastIndexOf('.'));
    return (
      this.tasks().find(
        (rule) => key === rule.key || /^(evidence|verification)-m/.exec(key)?.[1] === rule.key,
      )?.key ?? key
    );
  }

  private tasks(): readonly TaskRule[] {
    return this.rules.stages.flatMap(({ tasks, milestones }) => [
      ...tasks,
      ...(milestones ? [milestones.evidence, milestones.verification] : []),
    ]);
  }
}

function handsOf({ person, onBehalfOf, via, organisation, behalfOrganisation }: ActorFacts): Hands {
  return {
    persons: new Set([person, onBehalfOf, via].filter((each) => typeof each === 'string')),
    organisations: new Set([organisation, behalfOrganisation].filter((each) => typeof each === 'string')),
  };
}

function meet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((each) => other.has(each));
}
