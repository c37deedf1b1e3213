import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { languages, type Language } from '#libs/wording';
import { attestationPdf } from './attestation-pdf.js';
import type { AttestationFacts } from './facts.js';

const at = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day, 10);

const facts = (language: Language): AttestationFacts => ({
  language,
  timeZone: 'Africa/Casablanca',
  programme: language === 'ar' ? 'برنامج الإنتاج الأنظف بالمغرب' : 'Programme de production propre au Maroc',
  partners: ['Ministère exemple', 'Fédération des industries de la conserve', 'Centre exemple'],
  organisation: 'Conserverie Şafak & Fils (Meknès)',
  path: language === 'ar' ? 'مسار الإنتاج الأنظف' : 'Parcours production propre',
  outcome: language === 'ar' ? 'اكتمل المسار' : 'Parcours terminé',
  reference: 'CCP-MA-2026-0007',
  enrolledAt: at(2026, 10, 5),
  completedAt: at(2028, 3, 14),
  stages: [
    { title: language === 'ar' ? 'التسجيل' : 'Inscription', leftAt: at(2026, 11, 20) },
    { title: language === 'ar' ? 'التشخيص' : 'Diagnostic', leftAt: null },
  ],
  measures: [
    { title: 'Récupération des condensats', yearlySaving: 84_000 },
    { title: 'Compteurs d’eau par ligne', yearlySaving: null },
    { title: 'Isolation des conduites', yearlySaving: 12_500.5 },
  ],
  currency: 'MAD',
  code: 'K7QF-M2X9-34TZ-PPQ1',
  checkUrl: 'https://parcours.example.org/attestations/CCP-MA-2026-0007/K7QF-M2X9-34TZ-PPQ1',
});

/** What stands in the file outside its compressed streams. */
const plain = (pdf: Buffer) => pdf.toString('latin1');

/** All that is packed in it. */
function unpacked(pdf: Buffer): string {
  const text = plain(pdf);
  return [...text.matchAll(/stream\r?\n/g)]
    .map(({ index, 0: word }) => {
      try {
        return inflateSync(pdf.subarray(index + word.length)).toString('latin1');
      } catch {
        return '';
      }
    })
    .join('\n');
}

describe('an attestation as PDF', () => {
  it.each(languages)(
    'in %s: one page that says its language, with text to select and every sign drawn',
    async (language) => {
      const pdf = plain(await attestationPdf(facts(language)));
      expect(pdf.slice(0, 5)).toBe('%PDF-');
      expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
      expect(pdf).toContain(`/Lang (${language})`);
      expect(pdf).toContain('/ToUnicode');
      expect(pdf).toContain('+NotoSans-Bold');
      expect(pdf.includes('+NotoSansArabic-Regular')).toBe(language === 'ar');
      // A sign that no font of ours has would be drawn in it, as an empty box.
      expect(pdf).not.toContain('/Helvetica');
      expect(pdf).toContain('/URI (https://parcours.example.org/attestations/');
    },
  );

  it('is the same file for the same facts, and another one for others', async () => {
    const first = await attestationPdf(facts('fr'));
    expect((await attestationPdf(facts('fr'))).equals(first)).toBe(true);
    expect((await attestationPdf({ ...facts('fr'), organisation: 'Atlas Olives' })).equals(first)).toBe(
      false,
    );
  });

  it('draws each letter, also one that was a part of another in an earlier document', async () => {
    const inFrench = { ...facts('fr'), measures: [], stages: [], outcome: '', path: '' };
    await attestationPdf({ ...inFrench, organisation: 'Ñ' });
    const pdf = await attestationPdf({ ...inFrench, organisation: 'N' });
    // Which letter a shape of the bold font stands for: pdfkit says it in the table from which text is copied.
    expect(unpacked(pdf)).toContain('<004e>');
  });

  it('goes on to a further page where a path was long', async () => {
    const measures = Array.from({ length: 60 }, (_, at) => ({ title: `Mesure ${at}`, yearlySaving: 100 }));
    const pdf = plain(await attestationPdf({ ...facts('fr'), measures }));
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1);
  });
});
