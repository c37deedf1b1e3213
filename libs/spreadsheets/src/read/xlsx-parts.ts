import type { Archive } from './zip.js';
import { localName, readXml } from './xml.js';

/** A sheet as the workbook lists it. */
export interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  /** Name of its file in the archive. */
  readonly path: string;
}

export interface WorkbookParts {
  readonly sheets: readonly SheetEntry[];
  /** Days that its date numbers lie behind those of a workbook of 1900. */
  readonly epoch: number;
  readonly strings: readonly string[];
  /** By style number: whether a number in it is a date. */
  readonly dates: readonly boolean[];
}

/** The sheets, the words they share and which styles are dates; undefined where the archive is no workbook. */
export async function workbookParts(archive: Archive): Promise<WorkbookParts | undefined> {
  const main = archive.names.find((name) => /^xl\/workbook\d*\.xml$/.test(name));
  const content = main === undefined ? undefined : await archive.read(main);
  if (main === undefined || !content) return undefined;
  const targets = await targetsOf(archive, main);
  const sheets: SheetEntry[] = [];
  let epoch = 0;
  await readXml(content, {
    open: (name, attributes) => {
      if (name === 'workbookPr' && ['1', 'true'].includes(attributes['date1904'] ?? '')) epoch = 1462;
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(
        ([key]) => key.includes(':') && localName(key) === 'id',
      )?.[1];
      const path = targets.get(id ?? '');
      const hidden = (attributes['state'] ?? 'visible') !== 'visible';
      if (path !== undefined) sheets.push({ name: attributes['name'] ?? '', hidden, path });
    },
  });
  const pathOf = (ending: string) => [...targets.values()].find((path) => path.endsWith(ending)) ?? '';
  return {
    sheets,
    epoch,
    strings: await sharedStrings(await archive.read(pathOf('sharedStrings.xml'))),
    dates: await dateStyles(await archive.read(pathOf('styles.xml'))),
  };
}

/** Files by the ids under which the workbook names them. */
async function targetsOf(archive: Archive, main: string): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  const content = await archive.read(main.replace(/([^/]+)$/, '_rels/$1.rels'));
  if (!content) return targets;
  await readXml(content, {
    open: (name, { Id: id, Target: target }) => {
      if (name === 'Relationship' && id !== undefined && target !== undefined)
        targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  return targets;
}

/** Each with the runs of its rich text joined, and without phonetic guides. */
async function sharedStrings(content: Buffer | undefined): Promise<readonly string[]> {
  const strings: string[] = [];
  if (!content) return strings;
  let [current, inText, inGuide] = ['', false, false];
  await readXml(content, {
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 'rPh') inGuide = true;
      if (name === 't') inText = !inGuide;
    },
    text: (text) => {
      if (inText) current += text;
    },
    close: (name) => {
      if (name === 't') inText = false;
      if (name === 'rPh') inGuide = false;
      if (name === 'si') strings.push(current);
    },
  });
  return strings;
}

async function dateStyles(content: Buffer | undefined): Promise<readonly boolean[]> {
  const styles: boolean[] = [];
  if (!content) return styles;
  const formats = new Map<number, string>();
  let inStyles = false;
  await readXml(content, {
    open: (name, attributes) => {
      const id = Number(attributes['numFmtId']);
      if (name === 'numFmt') formats.set(id, attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inStyles = true;
      if (name === 'xf' && inStyles) styles.push(isDateFormat(id, formats.get(id)));
    },
    close: (name) => {
      if (name === 'cellXfs') inStyles = false;
    },
  });
  return styles;
}

/** The formats that programs know without being told, and those whose code shows a day or a year. */
function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  const bare = code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '');
  return /[dy]|mmm/i.test(bare) && !/^general$/i.test(bare);
}
