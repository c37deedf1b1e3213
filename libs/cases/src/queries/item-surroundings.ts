import { Injectable } from '@nestjs/common';
import { pick, type CaseDefinition } from '#libs/definitions';
import { mayInProgramme, type Viewer } from '#libs/identity';
import { CaseViews, People, Programmes, type CaseListRow } from '#libs/persistence';
import type { Ground } from './item-ground.js';
import type { ItemView } from './views.js';
import { sightsOf } from './who-sees-what.js';
import { contactOf } from './whom-to-call.js';

/** Key of the approval that takes one of the quota's places; its stage shows quota and criteria. */
const admission = 'admission';

type Surroundings = Pick<ItemView, 'quota' | 'criteria' | 'sights' | 'currency' | 'contact'>;

/** What the programme around an item says: its places and criteria, who sees what, whom to call. */
@Injectable()
export class ItemSurroundings {
  constructor(
    private readonly programmes: Programmes,
    private readonly people: People,
    private readonly views: CaseViews,
  ) {}

  async of(viewer: Viewer, { found, definition }: Ground): Promise<Surroundings> {
    const { item, case: row } = found;
    const admits = admissionStage(definition) === item.stage;
    const [programme, coordinator, quota] = await Promise.all([
      this.programmes.get(row.programme),
      this.people.person(row.coordinator),
      admits && mayInProgramme(viewer, 'view-case', row.programme) ? this.places(viewer, row) : null,
    ]);
    return {
      quota,
      criteria: admits && programme ? pick(programme.criteria, viewer.language) : null,
      sights: sightsOf(programme?.dataPolicy ?? {}, definition, item.key, viewer.language),
      currency: programme?.currency ?? '',
      contact: contactOf(row, coordinator),
    };
  }

  private async places(viewer: Viewer, row: CaseListRow): Promise<ItemView['quota']> {
    const places = await this.views.quota(row.programme);
    if (!places) return null;
    const compares = mayInProgramme(viewer, 'view-answers', row.programme);
    const list = compares ? await this.views.waitingList(row.programme) : null;
    return { ...places, rank: compares ? row.rank : null, list };
  }
}

function admissionStage(definition: CaseDefinition): string | undefined {
  return definition.rules.stages.find(({ approval }) => approval?.key === admission)?.key;
}
