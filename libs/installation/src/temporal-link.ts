import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { TemporalClient } from '#libs/temporal';

/** Closes the client's connection when the application has stopped answering. */
@Injectable()
export class TemporalLink implements OnApplicationShutdown {
  constructor(private readonly temporal: TemporalClient) {}

  async onApplicationShutdown(): Promise<void> {
    await this.temporal.close();
  }
}
