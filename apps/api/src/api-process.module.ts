import { Module, type DynamicModule } from '@nestjs/common';
import { InstallationModule, type InstallationParts } from '#libs/installation';
import type { TemporalClient } from '#libs/temporal';
import { ApiModule } from './api.module.js';

/** The API alone in a process; workers run elsewhere. */
@Module({})
export class ApiProcessModule {
  static forRoot(parts: InstallationParts, temporal: TemporalClient): DynamicModule {
    return { module: ApiProcessModule, imports: [InstallationModule.forRoot(parts, temporal), ApiModule] };
  }
}
