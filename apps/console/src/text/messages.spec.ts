import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '#libs/config';
import {
  incidentKinds,
  milestoneOutcomes,
  noticeKinds,
  partnerFunctions,
  rejectionCodes,
  roles,
} from '#libs/domain';
import { sampleNames, textKeys, textProblemCodes, textRules, valuesOf } from '#libs/mail';
import { catalogueProblems } from '#libs/testing';
import { languages } from '#libs/wording';
import { sections } from '../layout/sections.js';
import { catalogue, speechFor } from './messages.js';

const folder = join(projectRoot(), 'apps/console/src');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.spec.'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');
/** Keys written out in full anywhere in the sources, also in tables of keys. */
const literal = new Set(
  [...sources.matchAll(/'([a-z]+(?:-[a-z]+)*(?:\.[a-zA-Z0-9-]+)+)'/g)].map(([, key]) => key ?? ''),
);
/** Beginnings of keys that are put together: `outcome.` of `outcome.${…}`. */
const prefixes = new Set([...sources.matchAll(/`([a-z-]+\.)\$\{/g)].map(([, prefix]) => prefix ?? ''));

describe('the messages of the console', () => {
  it('say the same in every language, with every plural form it has', () => {
    const [fr, ar, en, es] = [catalogue('fr'), catalogue('ar'), catalogue('en'), catalogue('es')];
    expect(catalogueProblems({ fr, ar, en, es })).toEqual([]);
  });

  it('are all used', () => {
    const unused = Object.keys(catalogue('fr')).filter(
      (key) =>
        !literal.has(key) &&
        ![...prefixes].some((prefix) => key.startsWith(prefix)) &&
        !literal.has(key.replace(/-title$/, '')),
    );
    expect(unused.filter((key) => !key.startsWith('error.'))).toEqual([]);
  });

  it('exist for every key that is said', () => {
    const said = [...sources.matchAll(/\bsay\(\s*'([^']+)'/g)].map(([, key]) => key ?? '');
    expect(said.length).toBeGreaterThan(100);
    expect(said.filter((key) => !speechFor('en').has(key))).toEqual([]);
  });

  it.each([
    ...sections.map(({ key }) => `nav.${key}`),
    ...sections.filter(({ icon }) => icon === null).map(({ key }) => `settings.${key}-help`),
    ...incidentKinds.map((kind) => `incident.${kind}`),
    ...milestoneOutcomes.map((outcome) => `milestone.${outcome}`),
    ...noticeKinds.map((notice) => `mail.${notice}`),
    ...roles.map((role) => `party.${role}`),
    ...partnerFunctions.map((partner) => `party.partner-${partner}`),
    ...rejectionCodes.map((code) => `refusal.${code}`),
    ...sampleNames.map((name) => `letter.${name}`),
    ...textProblemCodes.map((code) => `text-problem.${code}`),
    ...textKeys.map((key) => `text-part.${textRules[key].part}`),
    ...textKeys.flatMap((key) => Object.values(valuesOf(key)).map((meaning) => `text-value.${meaning}`)),
    ...[
      'not-found',
      'forbidden',
      'invalid',
      'conflict',
      'unavailable',
      'unauthenticated',
      'fault',
      'too-large',
      'too-long',
      'form-of-another',
      'form-expired',
    ].flatMap((kind) => [`error.${kind}`, `error.${kind}-title`]),
  ])('know %s', (key) => {
    expect(languages.filter((language) => !speechFor(language).has(key))).toEqual([]);
  });

  it('can all be compiled and said', () => {
    const values = new Proxy({}, { get: () => 1, has: () => true });
    for (const language of languages) {
      const speech = speechFor(language, 'Africa/Casablanca');
      for (const key of Object.keys(catalogue(language))) expect(speech.say(key, values)).not.toBe('');
    }
  });
});
