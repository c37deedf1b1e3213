import { Module, type DynamicModule } from '@nestjs/common';
import { CaseRecorder } from '#libs/cases';
import { MailDelivery } from '#libs/mail';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { bindActivities, loadWorkflowBundle, TemporalWorkerModule } from '#libs/temporal';
import { BounceTimer } from './bounce-timer.js';
import { MailTimer } from './mail-timer.js';
import { ReplyDoor } from './reply-door.js';
import { ReplyTimer } from './reply-timer.js';
import { SweepTimer } from './sweep-timer.js';

/** Hosts the case workers, the mail workers, the sweep, the mail rounds the mailbox of returned mail, and both ways in for answers. */
@Module({})
export class WorkerModule {
  /** `onFatal` ends the process: without workers no case goes on. */
  static forRoot(options: { readonly onFatal: (error: Error) => void }): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        TemporalWorkerModule.registerAsync({
          inject: [INSTALLATION, CaseRecorder, MailDelivery],
          useFactory: (parts: InstallationParts, recorder: CaseRecorder, mail: MailDelivery) => ({
            target: parts.temporal,
            taskQueue: parts.taskQueue,
            workflowBundle: loadWorkflowBundle(),
            activities: bindActivities(recorder, ['load', 'record', 'survey']),
            mailActivities: bindActivities(mail, ['deliver']),
            mailsPerSecond: parts.environment.MAILS_PER_SECOND,
            onFatal: options.onFatal,
          }),
        }),
      ],
      providers: [SweepTimer, MailTimer, BounceTimer, ReplyTimer, ReplyDoor],
      exports: [TemporalWorkerModule],
    };
  }
}
