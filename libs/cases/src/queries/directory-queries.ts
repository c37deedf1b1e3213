import { Injectable } from '@nestjs/common';
import type { Viewer } from '#libs/identity';
import { notYet } from '../not-yet.js';
import type { DefinitionView, MailView, OrganisationView, Page, PersonView, ProgrammeView } from './views.js';

/** Authorised reads around cases: programmes, organisations, people, definitions, mails. */
@Injectable()
export class DirectoryQueries {
  programmes(_viewer: Viewer): Promise<readonly ProgrammeView[]> {
    return notYet();
  }

  organisations(
    _viewer: Viewer,
    _filter?: { readonly programme?: string },
  ): Promise<readonly OrganisationView[]> {
    return notYet();
  }

  organisation(_viewer: Viewer, _code: string): Promise<OrganisationView> {
    return notYet();
  }

  people(
    _viewer: Viewer,
    _filter?: { readonly programme?: string; readonly organisation?: string },
  ): Promise<readonly PersonView[]> {
    return notYet();
  }

  person(_viewer: Viewer, _id: string): Promise<PersonView> {
    return notYet();
  }

  definitions(_viewer: Viewer): readonly DefinitionView[] {
    return notYet();
  }

  mails(
    _viewer: Viewer,
    _filter?: {
      readonly reference?: string;
      readonly state?: string;
      readonly cursor?: string;
      readonly limit?: number;
    },
  ): Promise<Page<MailView>> {
    return notYet();
  }
}
