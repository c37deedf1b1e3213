import { describe, expect, it } from '@jest/globals';
import type { Handover } from '#libs/persistence';
import { handoverLines, inOrder, pageOf, seqAt, type TrailHandover } from './trail-handovers.js';

const handover: Handover = {
  ...{ id: 'h-1', reference: 'CCP-MA-2026-0001', item: 'CCP-MA-2026-0001.application.1', person: 'P-101' },
  ...{ name: 'Karim Alaoui', function: 'Responsable technique', email: 'karim@example.org', language: 'ar' },
  ...{ at: 250, endedAt: null, endedBy: null, request: 'r-1', fingerprint: 'f-1' },
};
const takenBack = { ...handover, endedAt: 900, endedBy: 'P-001' };
const names = new Map([
  ['P-101', 'Directrice exemple'],
  ['P-001', 'Coordinatrice exemple'],
]);

describe('a handover in the trail', () => {
  it('is one line while the colleague has it, and two once it was taken back', () => {
    expect(handoverLines([handover], 'OLV-01', names)).toMatchObject([
      { handover: 'given', at: 250, personName: 'Directrice exemple', colleague: { name: 'Karim Alaoui' } },
    ]);
    expect(handoverLines([takenBack], 'OLV-01', names)).toMatchObject([
      { handover: 'given', at: 250, person: 'P-101' },
      { handover: 'taken-back', at: 900, personName: 'Coordinatrice exemple' },
    ]);
  });

  it('I15: names nobody to whoever reads no words', () => {
    const lines = handoverLines([takenBack], 'OLV-01', null);
    expect(lines).toMatchObject([
      { person: 'P-101', personName: null, colleague: null },
      { person: 'P-001', personName: null, colleague: null },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/Karim|exemple|technique/);
  });

  it('stands after the transition that was there at its moment', () => {
    const entries = [
      { seq: 1, at: 100 },
      { seq: 2, at: 250 },
      { seq: 3, at: 300 },
    ];
    expect([99, 100, 260, 900].map((moment) => seqAt(entries, moment))).toEqual([0, 1, 2, 3]);
    const line = (id: string, seq: number, at: number) =>
      ({ id, seq, at, handover: 'given' }) as TrailHandover;
    const [early, late] = [line('early', 2, 260), line('late', 2, 270)];
    const mixed = [late, early, ...entries] as readonly TrailHandover[];
    expect(inOrder(mixed).map((one) => `${one.seq} ${'id' in one ? one.id : 'transition'}`)).toEqual([
      '1 transition',
      '2 transition',
      '2 early',
      '2 late',
      '3 transition',
    ]);
  });

  it('is on the page of its transition, so that a cursor leaves none out', () => {
    const line = (id: string, seq: number) => ({ id, seq }) as TrailHandover;
    const all = [line('c', 3), line('b2', 2), line('b1', 2), line('a', 1)];
    expect(pageOf(all, 2)).toEqual({ shown: all.slice(0, 3), next: '2' });
    expect(pageOf(all, 4)).toEqual({ shown: all, next: null });
    expect(pageOf(all, 9)).toEqual({ shown: all, next: null });
  });
});
