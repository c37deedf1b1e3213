/** Entry file of the benchmark's workflow bundle: the product's two types and what they are measured against. */
export * from '../workflows/src/index.js';
export { handWrittenCase } from './hand-written-workflow.js';
export { bareWorkflow } from './bare-workflow.js';
