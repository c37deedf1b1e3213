import { pick, unitText, type CaseDefinition, type FormField } from '#libs/definitions';
import {
  partyName,
  type Condition,
  type DueRule,
  type Duration,
  type Exclusion,
  type Party,
  type Rung,
  type VoiceRule,
} from '#libs/domain';
import { listText, type Speech } from '../text/messages.js';
import { partyText } from '../work/party-text.js';

/** A definition's rules as sentences for somebody who will never see its file. */
export class RuleWords {
  constructor(
    private readonly definition: CaseDefinition,
    private readonly speech: Speech,
  ) {}

  say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    return this.speech.say(key, values);
  }

  party(party: Party): string {
    return partyText(this.speech, partyName(party));
  }

  parties(parties: readonly Party[]): string {
    return this.list(parties.map((party) => this.party(party)));
  }

  list(parts: readonly string[]): string {
    return listText(this.speech, parts);
  }

  /** Title of a stage, a task or an approval. */
  title(key: string): string {
    const { items, stages } = this.definition;
    const words = items[key]?.title ?? stages[key];
    return words ? pick(words, this.speech.language) : key;
  }

  titles(keys: readonly string[]): string {
    return this.list(keys.map((key) => this.title(key)));
  }

  outcome(key: string): string {
    const words = this.definition.outcomes[key];
    return words ? pick(words, this.speech.language) : key;
  }

  duration({ amount, unit }: Duration): string {
    return this.say(`duration.${unit.replace(' ', '-')}`, { amount });
  }

  due(rule: DueRule): string {
    if (rule.from === 'plan') return this.say('due-rule.plan');
    const duration = this.duration(rule.duration);
    if (rule.from === 'end') return this.say('due-rule.end', { duration });
    const due =
      rule.from === 'fact'
        ? this.say('due-rule.fact', { duration, fact: this.fact(rule.fact) })
        : this.say('due-rule.opening', { duration });
    return rule.latest === undefined ? due : this.say('due-rule.latest', { due });
  }

  ladder(key: string): string {
    return (this.definition.rules.ladders[key] ?? []).map((rung) => this.rung(rung)).join(' · ');
  }

  voices(voices: readonly VoiceRule[], inTurn: boolean): string {
    const each = voices.map(({ from, need, among, distinct }) =>
      among === 1
        ? this.say('rule.single', { parties: this.parties(from) })
        : this.say('rule.voices', {
            need,
            among,
            parties: this.parties(from),
            distinct: distinct ? 'yes' : 'no',
          }),
    );
    return inTurn && each.length > 1
      ? this.say('rule.in-turn', { voices: each.join(' · ') })
      : each.join(' · ');
  }

  exclusion({ tasks, by }: Exclusion): string {
    const organisation = by.includes('organisation') ? 'yes' : 'no';
    return this.say('rule.exclude', { tasks: this.titles(tasks), organisation });
  }

  condition(condition: Condition): string {
    if ('all' in condition) return this.list(condition.all.map((each) => this.condition(each)));
    if ('any' in condition)
      return this.say('condition.any', {
        conditions: condition.any.map((each) => this.condition(each)).join(' · '),
      });
    if ('not' in condition) return this.say('condition.not', { condition: this.condition(condition.not) });
    if ('known' in condition) return this.say('condition.known', { fact: this.fact(condition.known) });
    if ('prepared' in condition)
      return this.say('condition.prepared', {
        task: this.title(condition.prepared),
        partner: this.party({ role: 'partner', partner: condition.partner }),
      });
    const fact = this.fact(condition.fact);
    if ('atLeast' in condition) return this.say('condition.at-least', { fact, value: condition.atLeast });
    if ('atMost' in condition) return this.say('condition.at-most', { fact, value: condition.atMost });
    const values = 'is' in condition ? [condition.is] : condition.in;
    return this.say('condition.is', {
      fact,
      value: values.map((value) => this.value(condition.fact, value)).join(' / '),
    });
  }

  /** What a form asks for, with its kind. */
  field(field: FormField): string {
    const words = this.fieldKind(field);
    return field.required ? words : this.say('field.optional', { field: words });
  }

  private fieldKind(field: FormField): string {
    const { language } = this.speech;
    switch (field.type) {
      case 'number': {
        const unit = field.unit === 'currency' ? '' : unitText(field.unit, language, '');
        return this.say('field.number', { unit: unit || 'none' });
      }
      case 'months':
        return this.say('field.months', {
          series: this.list(field.series.map(({ label }) => pick(label, language))),
        });
      case 'rows':
        return this.say('field.rows', {
          columns: this.list(field.columns.map(({ label }) => pick(label, language))),
        });
      case 'choice':
        return this.say('field.choice', {
          options: field.options.map(({ label }) => pick(label, language)).join(' / '),
        });
      case 'date':
        return this.say(field.prefill ? 'field.date-prefilled' : 'field.date');
      default:
        return this.say(`field.${field.type}`);
    }
  }

  private rung(rung: Rung): string {
    const when =
      rung.when === 'at'
        ? this.say('rung.at')
        : this.say(`rung.${rung.when}`, { duration: this.duration(rung.duration) });
    if (rung.escalate) return this.say('rung.escalate', { when, party: this.party(rung.escalate) });
    return rung.copy?.length ? this.say('rung.copy', { when, parties: this.parties(rung.copy) }) : when;
  }

  /** What the form calls a fact: the label of the field that sets it. */
  private fact(key: string): string {
    const field = this.fieldOf(key);
    return field ? pick(field.label, this.speech.language) : key;
  }

  private value(fact: string, value: string | number | boolean): string {
    const field = this.fieldOf(fact);
    const option = field?.type === 'choice' ? field.options.find(({ key }) => key === value) : undefined;
    if (option) return pick(option.label, this.speech.language);
    return typeof value === 'boolean' ? this.say(value ? 'answer.yes' : 'answer.no') : String(value);
  }

  private fieldOf(fact: string): FormField | undefined {
    const fields = Object.values(this.definition.forms).flatMap((form) => form.fields);
    return fields.find(
      (field) => 'fact' in field && (typeof field.fact === 'string' ? field.fact : field.fact.key) === fact,
    );
  }
}
