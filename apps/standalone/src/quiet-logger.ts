import { ConsoleLogger } from '@nestjs/common';

/** Contexts in which Nest says, a line a module and a route, that it did what it was told. */
const chatter = ['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication'];

/** Nest's logger without the hundred lines of a good start; their warnings and errors stay. */
export class QuietLogger extends ConsoleLogger {
  override log(message: unknown, ...rest: unknown[]): void {
    if (chatter.includes(String(rest.at(-1)))) return;
    super.log(message, ...(rest as [string]));
  }
}
