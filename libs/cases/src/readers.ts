import { Injectable } from '@nestjs/common';
import type { ItemRow } from '#libs/domain';
import { itemReaderOf, readerOf, type Reader, type Viewer } from '#libs/identity';
import { Programmes, type CaseListRow, type DataPolicy } from '#libs/persistence';

/** The data policy of each case's programme, asked for one viewer. */
@Injectable()
export class Readers {
  constructor(private readonly programmes: Programmes) {}

  async of(viewer: Viewer, row: CaseListRow): Promise<Reader> {
    return readerOf(await this.policyOf(row.programme), viewer, row);
  }

  async ofItem(viewer: Viewer, row: CaseListRow, item: ItemRow): Promise<Reader> {
    return itemReaderOf(await this.policyOf(row.programme), viewer, row, item);
  }

  async policyOf(programme: string): Promise<DataPolicy> {
    return (await this.programmes.get(programme))?.dataPolicy ?? {};
  }
}

/** Whether an item's page holds anything for somebody to whom the programme opens single fields. */
export function opensItem(reader: Reader, item: Pick<ItemRow, 'key' | 'milestone'>): boolean {
  const key = policyKeyOf(item);
  return reader.readsAnyOf(`answers.${key}.`) || reader.readsAnyOf(`documents.${key}.`);
}

/** Key in the definition of the task that a policy's path names: `evidence-m2` is an `evidence`. */
function policyKeyOf({ key, milestone }: Pick<ItemRow, 'key' | 'milestone'>): string {
  return milestone !== null && key.endsWith(`-${milestone}`) ? key.slice(0, -milestone.length - 1) : key;
}
