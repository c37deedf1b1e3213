import { Module } from '@nestjs/common';
import { LinkController } from './link/link.controller.js';
import { SessionStore } from './signin/session-store.js';
import { DecisionDesk } from './work/decision-desk.js';
import { ItemPages } from './work/item-pages.js';
import { TaskDesk } from './work/task-desk.js';

/** Server-rendered pages. Needs the global `InstallationModule`, and `configureConsole` before the app listens. */
@Module({
  controllers: [LinkController],
  providers: [SessionStore, DecisionDesk, ItemPages, TaskDesk],
})
export class ConsoleModule {}
