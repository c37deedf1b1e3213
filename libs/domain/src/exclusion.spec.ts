import { describe, expect, it } from '@jest/globals';
import { CaseJourney, sampleActor, sampleActors, shortRules } from '#libs/testing';
import { excludedBy, excludedFrom, isOfParty, openItems, type ActorFacts, type Party } from './index.js';

const { technical } = sampleActors;

describe('whom four-eyes keeps out', () => {
  function filed(): CaseJourney {
    const exclude = { tasks: ['file'], by: ['person'] } as const;
    const journey = CaseJourney.opened({ rules: shortRules({ approval: { exclude } }) });
    journey.complete(technical, 'file');
    return journey;
  }

  it('are nobody without a rule, and persons or organisations as the rule says', () => {
    const { state } = filed();
    expect(excludedBy(state, undefined)).toEqual({ persons: [], organisations: [] });
    const tasks = ['file'];
    expect(excludedBy(state, { tasks, by: ['person'] })).toEqual({ persons: ['P-101'], organisations: [] });
    expect(excludedBy(state, { tasks, by: ['organisation'] })).toEqual({
      persons: [],
      organisations: ['OLV-07'],
    });
  });

  it('are sorted, each once, whoever acted for whom by whose link', () => {
    const journey = filed();
    const round = { ...Object.values(journey.state.tasks)[0]!, id: 'x', round: 2 };
    const by = {
      person: 'P-101',
      onBehalfOf: 'P-003',
      via: 'P-002',
      organisation: 'OLV-07',
      behalfOrganisation: 'ORG-A',
      partners: [],
    };
    const state = { ...journey.state, tasks: { ...journey.state.tasks, x: { ...round, by } } };
    expect(excludedBy(state, { tasks: ['file'], by: ['person', 'organisation'] })).toEqual({
      persons: ['P-002', 'P-003', 'P-101'],
      organisations: ['OLV-07', 'ORG-A'],
    });
    const [item] = openItems(state);
    expect(excludedFrom(state, item!).persons).toEqual(['P-002', 'P-003', 'P-101']);
  });
});

describe('whom a party names', () => {
  const substitute: ActorFacts = {
    ...sampleActor({ person: 'P-1', organisation: 'ORG-A', roles: ['partner'], partners: ['donor'] }),
    ...{ onBehalfOf: 'P-2', behalfOrganisation: 'ORG-B' },
  };
  const { behalfOrganisation: _, ...unattached } = substitute;
  const oneself: ActorFacts = { ...unattached, onBehalfOf: null };

  it.each<[Party, ActorFacts, boolean]>([
    [{ person: 'P-1' }, oneself, true],
    [{ person: 'P-2' }, oneself, false],
    [{ person: 'P-1' }, substitute, false],
    [{ person: 'P-2' }, substitute, true],
    [{ organisation: 'ORG-A' }, oneself, true],
    [{ organisation: 'ORG-B' }, oneself, false],
    [{ organisation: 'ORG-A' }, substitute, false],
    [{ organisation: 'ORG-B' }, substitute, true],
    [{ organisation: 'ORG-A' }, unattached, false],
    [{ role: 'partner' }, oneself, true],
    [{ role: 'partner', partner: 'donor' }, oneself, true],
    [{ role: 'partner', partner: 'ministry' }, oneself, false],
    [{ role: 'expert', partner: 'donor' }, oneself, false],
    [{ contact: 'director' }, oneself, false],
    [{ contact: 'director' }, { ...oneself, functions: ['director'] }, true],
  ])('%j: %#', (party, actor, belongs) => {
    expect(isOfParty(party, actor)).toBe(belongs);
  });
});
