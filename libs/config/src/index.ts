export { DataFolderInUseError, lockDataFolder, type DataFolderLock } from './data-folder-lock.js';
export { processIdentity } from './process-identity.js';
