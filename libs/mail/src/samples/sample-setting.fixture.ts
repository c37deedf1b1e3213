import type { SampleSetting } from './sample-setting.js';

/** A programme and its path, as the samples of the specs tell of them. */
export function sampleSetting(more: Partial<SampleSetting>): SampleSetting {
  const item = { title: 'Energy bills', why: 'The expert needs a year.', help: null, minutes: 45 };
  return {
    ...{ language: 'fr', timeZone: 'Africa/Casablanca', at: Date.UTC(2026, 1, 12, 9) },
    ...{ programme: 'CCP-Maroc', currency: 'MAD', partners: ['WEC', 'CGEM'], isSample: true },
    organisation: 'Conserves du Saïs',
    coordinator: { name: 'Youssef Exemple', email: 'youssef@example.org', phone: '+212 500 000 000' },
    reader: { name: 'Samira Exemple', address: 'samira@example.org' },
    ...{ task: item, approval: item, stage: 'Action plan', publicUrl: 'https://parcours.example.org' },
    ...more,
  };
}
