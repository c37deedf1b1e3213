import { setImmediate } from 'node:timers/promises';
import { SaxesParser } from 'saxes';
import { refuseFile } from './refusals.js';

/** What a part of a workbook is read by; names come without prefix. */
export interface XmlReader {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Characters between two breaths: a large sheet must not keep every other reader of the server waiting. */
const breath = 512 * 1024;

/** Reads XML as it comes; entities of its own, the stuff of attacks, are refused with everything else that is not well-formed. */
export async function readXml(content: Buffer, reader: XmlReader): Promise<void> {
  const parser = new SaxesParser();
  const faults: Error[] = [];
  parser.on('error', (fault) => faults.push(fault));
  parser.on('opentag', ({ name, attributes }) => reader.open?.(localName(name), attributes));
  parser.on('text', (text) => reader.text?.(text));
  parser.on('closetag', ({ name }) => reader.close?.(localName(name)));
  const text = decoded(content);
  for (let at = 0; at < text.length; at += breath) {
    parser.write(text.slice(at, at + breath));
    if (faults.length > 0) refuseFile('spreadsheet.broken');
    await setImmediate();
  }
  parser.close();
  if (faults.length > 0) refuseFile('spreadsheet.broken');
}

function decoded(content: Buffer): string {
  if (content[0] === 0xff && content[1] === 0xfe) return content.toString('utf16le', 2);
  return content.toString('utf8', content[0] === 0xef && content[1] === 0xbb ? 3 : 0);
}

/** `x:row` is a `row`. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
