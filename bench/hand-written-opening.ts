import type { Client } from '@temporalio/client';
import { Acting, OpenCase, type CasesOptions } from '#libs/cases';
import { CaseLog } from '#libs/persistence';
import { HandWrittenEngine } from './hand-written-engine.js';
import type { Services } from './installation.js';

/** The product's use case, but its cases run on the hand-written workflow. */
export function openingOnHandWritten(services: Services, client: Client, options: CasesOptions): OpenCase {
  return swapped(services(OpenCase), { acting: actingOnHandWritten(services, client, options) });
}

/** The same for openings that are planned by the benchmark itself. */
export function actingOnHandWritten(services: Services, client: Client, options: CasesOptions): Acting {
  return swapped(services(Acting), { engine: new HandWrittenEngine(client, options, services(CaseLog)) });
}

/** A copy of a service with one of its parts replaced, whatever else its constructor asks for. */
function swapped<T extends object>(service: T, parts: object): T {
  return Object.assign(Object.create(Object.getPrototypeOf(service) as object) as T, service, parts);
}
