export { Chance } from './chance.js';
export { ModelCase } from './model-case.js';
export { randomRules } from './random-rules.js';
export { randomPeople } from './random-people.js';
export { randomAct } from './random-acts.js';
export { randomOpening } from './random-opening.js';
