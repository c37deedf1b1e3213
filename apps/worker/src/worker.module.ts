import { Module, type DynamicModule } from '@nestjs/common';
import { CaseRecorder } from '#libs/cases';
import { MailDelivery } from '#libs/mail';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { bindActivities, loadWorkflowBundle, TemporalWorkerModule } from '#libs/temporal';
import { MailTimer } from './mail-timer.js';
import { SweepTimer } from './sweep-timer.js';

/** Transitions whose mail leaves, a second, over all workers of an installation: below what an ordinary SMTP relay throttles. */
const mailsPerSecond = 20;

/** Hosts the case workers, the mail workers, the sweep and the mail rounds. */
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
            mailsPerSecond,
            onFatal: options.onFatal,
          }),
        }),
      ],
      providers: [SweepTimer, MailTimer],
      exports: [TemporalWorkerModule],
    };
  }
}
