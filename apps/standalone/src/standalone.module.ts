import { Module, type DynamicModule } from '@nestjs/common';
import { ApiModule } from '../../api/src/index.js';
import { ConsoleModule } from '../../console/src/index.js';
import { WorkerModule } from '../../worker/src/index.js';
import { InstallationModule, type InstallationParts } from '#libs/installation';
import type { TemporalClient } from '#libs/temporal';

/** Everything in one process: API, console and workers over one installation. */
@Module({})
export class StandaloneModule {
  static forRoot(
    parts: InstallationParts,
    temporal: TemporalClient,
    onFatal: (error: Error) => void,
  ): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [
        InstallationModule.forRoot(parts, temporal),
        ApiModule,
        ConsoleModule,
        WorkerModule.forRoot({ onFatal }),
      ],
    };
  }
}
