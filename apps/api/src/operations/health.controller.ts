import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Shown, ShownOneOf } from '../http/shown.js';
import { Readiness, type PartState, type PartStates } from './readiness.js';

const states = ['ok', 'away'] as const satisfies readonly PartState[];

export class AliveDto {
  @ShownOneOf(['alive']) readonly status!: 'alive';
}

export class PartsDto implements PartStates {
  @ShownOneOf(states) readonly database!: PartState;
  @ShownOneOf(states) readonly temporal!: PartState;
  @ShownOneOf(states, 'Somebody serves the queue of cases.') readonly workers!: PartState;
}

/** What readiness says. */
export interface ReadyView {
  readonly status: 'ready' | 'not-ready' | 'closing';
  readonly parts: PartStates;
}

export class ReadyDto implements ReadyView {
  @ShownOneOf(['ready', 'not-ready', 'closing']) readonly status!: 'ready' | 'not-ready' | 'closing';
  @Shown() readonly parts!: PartsDto;
}

/** For whoever watches the process. Says nothing about cases. */
@Controller('health')
@ApiTags('operations')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @ApiOperation({ operationId: 'getLiveness', summary: 'The process answers' })
  @ApiOkResponse({ type: AliveDto })
  live(): Readonly<AliveDto> {
    return { status: 'alive' };
  }

  @Get('ready')
  @ApiOperation({
    operationId: 'getReadiness',
    summary: 'Acts can be taken: database, Temporal and workers are there',
  })
  @ApiOkResponse({ type: ReadyDto })
  @ApiServiceUnavailableResponse({ type: ReadyDto })
  async ready(@Res({ passthrough: true }) response: Response): Promise<ReadyView> {
    const { closing, parts } = await this.readiness.look();
    const isReady =
      !closing && [parts.database, parts.temporal, parts.workers].every((state) => state === 'ok');
    if (!isReady) response.status(HttpStatus.SERVICE_UNAVAILABLE).setHeader('Retry-After', '5');
    return { status: closing ? 'closing' : isReady ? 'ready' : 'not-ready', parts };
  }
}
