export * from './database.js';
export * from './errors.js';
export * from './hash-act.js';
export * from './migrate.js';
export * from './schema/index.js';
export { CaseLog } from './case-log.js';
export { Acts, type NewAct, type NewOpening, type StoreAnswer, type StoredAct } from './acts.js';
export {
  startEmbeddedPostgres,
  EmbeddedPostgresError,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded/index.js';
