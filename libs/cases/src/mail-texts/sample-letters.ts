import { Injectable } from '@nestjs/common';
import { isCountry, timeZoneOf } from '#libs/calendars';
import { CaseClock } from '#libs/config';
import { pick, textsOf, type CaseDefinition } from '#libs/definitions';
import { DomainError } from '#libs/domain';
import { mayInProgramme, type Viewer } from '#libs/identity';
import {
  MailComposer,
  ownTextsIn,
  sampleMail,
  type OwnTexts,
  type SampleItem,
  type SampleSetting,
} from '#libs/mail';
import { MailTextBook, People, Programmes } from '#libs/persistence';
import { DefinitionLibrary } from '../definition-library.js';

/** A letter as it would be sent. */
export interface SampleLetter {
  readonly name: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Every letter that can leave, written by the very composer that sends, about a programme's own path and to the viewer. */
@Injectable()
export class SampleLetters {
  private readonly composer = new MailComposer();

  constructor(
    private readonly programmes: Programmes,
    private readonly people: People,
    private readonly texts: MailTextBook,
    private readonly library: DefinitionLibrary,
    private readonly clock: CaseClock,
  ) {}

  /**
   * In the programme's own words, with `tried` ones in place of those that are stored. Throws `mail.unknown` for a name that no
   * letter has, and `action.forbidden` where the viewer may not read the programme's mail.
   */
  async letter(
    viewer: Viewer,
    programme: string,
    language: string,
    name: string,
    tried: OwnTexts = new Map(),
  ): Promise<SampleLetter> {
    const setting = await this.setting(viewer, programme, language);
    const stored = ownTextsIn(await this.texts.ofProgramme(programme), language);
    const own = new Map([...stored, ...tried]);
    const words = await sampleMail(name, { ...setting, own }, this.composer);
    if (!words) throw new DomainError('not-found', 'mail.unknown', name);
    const { subject, text, html } = words;
    return { name, subject, text, html };
  }

  private async setting(viewer: Viewer, code: string, language: string): Promise<SampleSetting> {
    const programme = await this.programmes.get(code);
    if (!programme || !mayInProgramme(viewer, 'view-mails', code))
      throw new DomainError('forbidden', 'action.forbidden', 'view-mails');
    const [person, organisations, partners] = await Promise.all([
      this.people.person(viewer.person),
      this.programmes.organisationsOf(code),
      this.programmes.partnersOf(code),
    ]);
    const definition = this.definition();
    const reader = { name: viewer.name, address: person?.email ?? 'contact@example.org' };
    const { country, currency, sample: isSample, name } = programme;
    return {
      ...{ language, currency, partners, isSample, reader, at: this.clock.now() },
      timeZone: isCountry(country) ? timeZoneOf(country) : 'UTC',
      programme: pick(name, language),
      organisation: organisations.find(({ partner }) => partner === null)?.name ?? pick(name, language),
      coordinator: { name: viewer.name, email: reader.address, phone: person?.phone ?? null },
      task: wordsOf(definition, (stage) => stage.tasks[0]?.key, language),
      approval: wordsOf(definition, (stage) => stage.approval?.key, language),
      stage: pick(Object.values(definition.stages)[1] ?? definition.title, language),
      publicUrl: 'https://parcours.example.org',
    };
  }

  /** Of the newest path for companies. */
  private definition(): CaseDefinition {
    const paths = [...this.library.all().values()].filter(({ kind }) => kind === 'technical-assistance');
    const [newest] = paths.sort((a, b) => b.version - a.version);
    if (!newest) throw new Error('There is no path for companies among the definitions.');
    return newest;
  }
}

type Stage = CaseDefinition['rules']['stages'][number];

function wordsOf(
  definition: CaseDefinition,
  keyOf: (stage: Stage) => string | undefined,
  language: string,
): SampleItem {
  const key = definition.rules.stages.flatMap((stage) => keyOf(stage) ?? [])[0];
  if (key === undefined) return { title: pick(definition.title, language), why: '', help: null, minutes: 15 };
  return { ...textsOf(definition, key, language), minutes: 15 };
}
