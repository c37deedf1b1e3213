export { CaseClock, SettableClock, SystemClock } from './case-clock.js';
export { DataFolderError, diskFull, explainFileError } from './data-folder-error.js';
export { DataFolderInUseError, lockDataFolder, type DataFolderLock } from './data-folder-lock.js';
export { environmentExample } from './environment-example.js';
export { Environment, LANGUAGES } from './environment.js';
export { EnvironmentError, loadEnvironment } from './load-environment.js';
export { processIdentity } from './process-identity.js';
export { projectRoot } from './project-root.js';
export { loadSecret } from './secret.js';
