export { ReplyDoor } from './reply-door.js';
export { WorkerModule } from './worker.module.js';
