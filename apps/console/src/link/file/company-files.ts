import { Injectable } from '@nestjs/common';
import {
  CaseFiles,
  CaseForecasts,
  CaseQueries,
  isVisitId,
  ItemQueries,
  OwnLinks,
  VisitQueries,
  type Actor,
} from '#libs/cases';
import { CaseClock } from '#libs/config';
import { inZone, type Speech } from '../../text/messages.js';
import type { CompanyFileProps } from './company-file.view.js';

/** What the page of a company's case shows to one of its people. */
@Injectable()
export class CompanyFiles {
  constructor(
    private readonly files: CaseFiles,
    private readonly forecasts: CaseForecasts,
    private readonly cases: CaseQueries,
    private readonly items: ItemQueries,
    private readonly own: OwnLinks,
    private readonly visits: VisitQueries,
    private readonly clock: CaseClock,
  ) {}

  /**
   * Whether the link was mailed to a contact of the case's own company: that of a visit opens the visit alone, and one that a colleague
   * got its one task.
   */
  async isFor({ viewer, channel, link, declared }: Actor): Promise<boolean> {
    if (channel !== 'link' || link === null || declared || isVisitId(link.item)) return false;
    if (viewer.contactOf.length === 0) return false;
    const { case: found } = await this.files.head(viewer, link.reference);
    return viewer.contactOf.some(({ organisation }) => organisation === found.organisation);
  }

  async of(actor: Actor, speech: Speech): Promise<Omit<CompanyFileProps, 'path' | 'seal' | 'offer'>> {
    const { viewer, link } = actor;
    const reference = link?.reference ?? '';
    const [file, forecast, documents, here, visits] = await Promise.all([
      this.files.overview(viewer, reference),
      this.forecasts.of(viewer, reference),
      this.cases.documents(viewer, reference),
      this.items.itemView(actor, link?.item ?? ''),
      this.visits.ofCase(actor, reference),
    ]);
    const within = await this.own.within(actor, file);
    const said = inZone(speech, file.case.timeZone);
    return { file, forecast, documents, visits, here, within, speech: said, now: this.clock.now() };
  }
}
