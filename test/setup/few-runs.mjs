import fc from 'fast-check';

// A mutant that twenty examples do not show is one that an example of its own has to show.
fc.configureGlobal({ numRuns: 20 });
